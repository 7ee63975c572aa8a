//! Whether a request was meant for this computer.
//!
//! A page of a stranger can have its own name lead to 127.0.0.1 after it was loaded (DNS rebinding), and
//! would then read the preview through the browser of whoever looks at it. The browser still says which
//! name it was told. A name must be `localhost`, a number that at which the request arrived.

use std::net::IpAddr;

/// Returns whether a host, as a request names it, is this computer, where the request arrived at `at`.
/// The port is not looked at: somebody may have it forwarded.
pub(super) fn is_ours(host: &str, at: IpAddr) -> bool {
    let at = at.to_canonical();
    let Some(name) = without_port(host) else { return false };
    if let Ok(number) = name.parse::<IpAddr>() {
        let number = number.to_canonical();
        return number == at || (number.is_loopback() && at.is_loopback());
    }
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    at.is_loopback() && (name == "localhost" || name.ends_with(".localhost"))
}

/// Returns the host without its port, and without the brackets of IPv6.
fn without_port(host: &str) -> Option<&str> {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = host.strip_prefix('[') {
        let (name, port) = rest.split_once(']')?;
        let fine = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return (fine && name.contains(':')).then_some(name);
    }
    match host.split_once(':') {
        None => Some(host),
        Some((name, port)) => is_port(port).then_some(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computers_names_are_ours() {
        let here: IpAddr = "127.0.0.1".parse().unwrap();
        let six: IpAddr = "::1".parse().unwrap();
        let lan: IpAddr = "192.168.1.20".parse().unwrap();
        let mapped: IpAddr = "::ffff:192.168.1.20".parse().unwrap();
        for (host, at) in [
            ("127.0.0.1:8017", here),
            ("127.0.0.1", here),
            ("localhost:8017", here),
            ("LOCALHOST.", here),
            ("vi.localhost:1", here),
            ("[::1]:8017", six),
            ("localhost", six),
            ("192.168.1.20:8017", lan),
            ("192.168.1.20", mapped),
        ] {
            assert!(is_ours(host, at), "{host}");
        }
        for (host, at) in [
            ("evil.example:8017", here),
            ("localhost.evil.example", here),
            ("notlocalhost", here),
            ("127.0.0.1.nip.io", here),
            ("0.0.0.0:8017", here),
            ("192.168.1.20", here),
            ("127.0.0.1", lan),
            ("localhost", lan),
            ("evil.example@127.0.0.1", here),
            ("127.0.0.1:80x", here),
            ("::1", six),
            ("[::1", six),
            ("[127.0.0.1]", here),
            ("", here),
        ] {
            assert!(!is_ours(host, at), "{host}");
        }
    }
}
