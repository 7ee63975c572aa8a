//! An element of a stranger's feed, whoever walked over it: the checker that forgives nothing, or the import
//! that forgives what apps forgive.

/// An element, with all that is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name, with the usual prefix of its name space: `itunes:title`.
    pub name: String,
    /// Its attributes, by their names.
    pub attributes: Vec<(String, String)>,
    /// The text in it, that of its own elements aside.
    pub text: String,
    /// The elements in it.
    pub children: Vec<Element>,
}

impl Element {
    /// Returns the value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the first element of that name in it.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Returns all elements of that name in it.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Returns the text of the first element of that name in it, without white space at its ends; nothing
    /// for an empty one.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).and_then(Element::said)
    }

    /// Returns the text of the first element of that name in it that has any, as most apps read it.
    pub fn said_in(&self, name: &str) -> Option<&str> {
        self.children.iter().filter(|child| child.name == name).find_map(Element::said)
    }

    /// Returns its text without white space at its ends; nothing if there is none.
    fn said(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }
}
