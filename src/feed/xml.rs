//! XML as parsers see it: which characters may stand in it, and whether a text is well-formed.

use quick_xml::NsReader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

/// What is wrong with a text that should be XML.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not well-formed at byte {at}: {problem}")]
pub struct NotWellFormed {
    /// Where, counted in bytes from the beginning.
    pub at: u64,
    /// What.
    pub problem: String,
}

/// Returns the text without what XML forbids or parsers dislike: control characters, and the two
/// code points that are no characters. White space at both ends goes as well, since parsers drop it.
pub(super) fn clean(text: &str) -> String {
    let text: String = text.chars().filter(|c| may_stand(*c)).collect();
    text.trim().to_owned()
}

fn may_stand(c: char) -> bool {
    matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// Walks over the whole text as a parser that forgives nothing: one root, every element closed, every
/// prefix declared, no attribute twice, no entity but the five, and only characters that may stand.
pub(super) fn walk(text: &str) -> Result<(), NotWellFormed> {
    let mut reader = NsReader::from_str(text);
    let mut depth = 0_usize;
    let mut roots = 0_usize;
    loop {
        let at = reader.buffer_position();
        let wrong = |problem: String| NotWellFormed { at, problem };
        let event = reader.read_event().map_err(|err| wrong(err.to_string()))?;
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                roots += usize::from(depth == 0);
                if let (ResolveResult::Unknown(prefix), _) = reader.resolver().resolve_element(element.name())
                {
                    return Err(wrong(format!(
                        "prefix {:?} is not declared",
                        String::from_utf8_lossy(&prefix)
                    )));
                }
                for attribute in element.attributes() {
                    let attribute = attribute.map_err(|err| wrong(err.to_string()))?;
                    let value = attribute
                        .normalized_value_with(quick_xml::XmlVersion::Implicit1_0, 1, resolve_xml_entity)
                        .map_err(|err| wrong(err.to_string()))?;
                    check_characters(&value).map_err(&wrong)?;
                }
                depth += usize::from(matches!(event, Event::Start(_)));
            }
            // That it closes the right one, the reader has checked.
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(inside) => {
                let inside = inside.decode().map_err(|err| wrong(err.to_string()))?;
                if depth == 0 && !inside.trim().is_empty() {
                    return Err(wrong("text outside the root".to_owned()));
                }
                if inside.contains("]]>") {
                    return Err(wrong("]]> in text".to_owned()));
                }
                check_characters(&inside).map_err(&wrong)?;
            }
            Event::CData(inside) => {
                let inside = inside.decode().map_err(|err| wrong(err.to_string()))?;
                check_characters(&inside).map_err(&wrong)?;
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|err| wrong(err.to_string()))?;
                let number = reference.resolve_char_ref().map_err(|err| wrong(err.to_string()))?;
                if resolve_xml_entity(&name).is_none() && number.is_none_or(|c| !may_stand(c)) {
                    return Err(wrong(format!("&{name}; means nothing")));
                }
            }
            Event::Eof if depth > 0 => return Err(wrong("it ends inside an element".to_owned())),
            Event::Eof if roots != 1 => return Err(wrong(format!("{roots} roots"))),
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn check_characters(text: &str) -> Result<(), String> {
    match text.chars().find(|c| !may_stand(*c)) {
        Some(c) => Err(format!("the character U+{:04X} may not stand in XML", u32::from(c))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_goes() {
        assert_eq!(clean(" a\u{1}b\u{0}\tæ\u{7f}\u{fffe}🎉\r\n"), "ab\tæ🎉");
    }

    #[test]
    fn the_walk_sees_what_is_wrong() {
        for fine in [
            "<a/>",
            "<?xml version=\"1.0\"?>\n<a b=\"&lt;\"><![CDATA[<x>]]>&amp;&#233;</a>\n",
            "<x:a xmlns:x=\"u\"/>",
        ] {
            assert_eq!(walk(fine), Ok(()), "{fine}");
        }
        for wrong in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>x",
            "<a b=\"1\" b=\"2\"/>",
            "<a b=1/>",
            "<a>&nbsp;</a>",
            "<a>&#1;</a>",
            "<a>\u{1}</a>",
            "<a b=\"\u{1}\"/>",
            "<a>]]></a>",
            "<x:a/>",
            "<a",
            "<a>&</a>",
            "<a><![CDATA[\u{b}]]></a>",
        ] {
            assert!(walk(wrong).is_err(), "{wrong}");
        }
    }
}
