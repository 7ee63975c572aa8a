//! Which addresses are inside: of this computer, the house, or nobody.

use std::net::{IpAddr, Ipv6Addr};

/// Returns whether an address is not of the public internet: this computer, the house, the link, or one that
/// is nobody's (registries of special addresses of IANA, for IPv4 and IPv6).
pub(super) fn is_inside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_multicast()
                || a == 0
                || a >= 240
                || a == 100 && (64..128).contains(&b)
                || a == 198 && (18..20).contains(&b)
                || (a, b, c) == (192, 0, 0)
        }
        IpAddr::V6(v6) => {
            let first = v6.segments();
            v6.is_loopback()
                || v6.is_unspecified()
                || v6.is_multicast()
                || first[0] & 0xfe00 == 0xfc00 // of the house
                || first[0] & 0xffc0 == 0xfe80 // of the link
                || first[0] & 0xffc0 == 0xfec0 // of the site, an old form
                || (first[0], first[1]) == (0x2001, 0xdb8)
                || inner_of(v6).is_some_and(|v4| is_inside(IpAddr::V4(v4)))
        }
    }
}

/// Returns the IPv4 address that an IPv6 address carries: mapped, or by way of 6to4 or NAT64.
fn inner_of(v6: Ipv6Addr) -> Option<std::net::Ipv4Addr> {
    let four = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        std::net::Ipv4Addr::new(a, b, c, d)
    };
    match v6.segments() {
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(four(high, low))
        }
        [0x2002, high, low, ..] => Some(four(high, low)),
        _ => None,
    }
}
