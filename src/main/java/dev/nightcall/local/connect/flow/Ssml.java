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
    private static final Set<String> PAUSES = Set.of("break", "p", "s");

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
        for (boolean first = true; reader.hasNext(); ) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    start(reader, first, text);
                    first = false;
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(reader.getText());
                case XMLStreamReader.ENTITY_REFERENCE, XMLStreamReader.DTD ->
                        throw new InvalidSsmlException("entities cannot be declared");
                default -> {
                    // an end, a comment: nothing is spoken
                }
            }
        }
        return text.toString();
    }

    private static void start(XMLStreamReader reader, boolean first, StringBuilder text)
            throws XMLStreamException, InvalidSsmlException {
        String tag = reader.getLocalName();
        if (!TAGS.contains(tag) || first != tag.equals("speak")) {
            throw new InvalidSsmlException("<" + tag + "> cannot stand here");
        }
        if (tag.equals("sub")) {
            text.append(reader.getAttributeValue(null, "alias"));
            skip(reader);
        } else if (PAUSES.contains(tag)) {
            text.append(' ');
        }
    }

    /** Leaves out what the element that has just begun contains: its alias is spoken instead. */
    private static void skip(XMLStreamReader reader) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = reader.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
            }
        }
    }
}
