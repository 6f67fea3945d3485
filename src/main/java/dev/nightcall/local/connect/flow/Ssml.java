package dev.nightcall.local.connect.flow;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import java.io.StringReader;
import java.util.Set;

/**
 * What a listener hears of an SSML text. Amazon Polly refuses SSML that is not well-formed, as alert text that nobody
 * escaped would make it, and a prompt with nothing to say.
 *
 * <p>Source: "SSML tags supported by Amazon Connect" (administrator guide), "Supported SSML tags" (Amazon Polly guide).
 */
final class Ssml {

    private static final Set<String> TAGS = Set.of("speak", "break", "emphasis", "lang", "mark", "p", "phoneme",
            "prosody", "s", "say-as", "sub", "w", "amazon:domain", "amazon:effect", "amazon:auto-breaths");

    private final XMLInputFactory xml;

    Ssml() {
        xml = XMLInputFactory.newDefaultFactory();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Polly's own tags have a prefix that no namespace stands behind.
        xml.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    }

    /** @throws InvalidSsmlException when Polly would refuse it */
    String heard(String ssml) throws InvalidSsmlException {
        try {
            return spoken(text(xml.createXMLStreamReader(new StringReader(ssml))));
        } catch (XMLStreamException e) {
            throw new InvalidSsmlException(e);
        }
    }

    /** Plain text as it is heard. @throws InvalidSsmlException when there is nothing to say */
    String spoken(String text) throws InvalidSsmlException {
        String spoken = text.strip().replaceAll("\\s+", " ");
        if (spoken.isEmpty()) {
            throw new InvalidSsmlException("nothing to say");
        }
        return spoken;
    }

    private static String text(XMLStreamReader reader) throws XMLStreamException, InvalidSsmlException {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        int aliasDepth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    String tag = reader.getLocalName();
                    if (!TAGS.contains(tag) || (depth == 0) != tag.equals("speak")) {
                        throw new InvalidSsmlException("<" + tag + "> cannot stand here");
                    }
                    depth++;
                    if (tag.equals("sub") && aliasDepth == 0) {
                        aliasDepth = depth;
                        text.append(reader.getAttributeValue(null, "alias"));
                    } else if (Set.of("break", "p", "s").contains(tag)) {
                        text.append(' ');
                    }
                }
                case XMLStreamReader.END_ELEMENT -> {
                    aliasDepth = aliasDepth == depth ? 0 : aliasDepth;
                    depth--;
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
                    if (aliasDepth == 0) {
                        text.append(reader.getText());
                    }
                }
                case XMLStreamReader.ENTITY_REFERENCE, XMLStreamReader.DTD ->
                        throw new InvalidSsmlException("entities cannot be declared");
                default -> {
                    // comments and the like are not spoken
                }
            }
        }
        return text.toString();
    }
}
