package dev.tandem.speech;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads SSML without trust: no document type, no entities but XML's five, bounded in length, depth and number of elements,
 * and only what {@link SsmlElement} knows. Reads one text, on any thread.
 */
final class SsmlReader {

    private static final String NAMESPACE = "http://www.w3.org/2001/10/synthesis";
    private static final int CHARS_MAX = 16_000;
    private static final int DEPTH_MAX = 16;
    private static final int ELEMENTS_MAX = 500;
    private static final int QUOTED_CHARS_MAX = 40;

    private final Function<String, Optional<String>> voices;
    private final StringBuilder markup = new StringBuilder();
    private final StringBuilder words = new StringBuilder();
    private final Deque<SsmlElement> open = new ArrayDeque<>();
    private Optional<String> fault = Optional.empty();
    private int elements;
    /** How many of the open elements are a {@code sub}, whose alias is spoken instead of what is in it. */
    private int substituted;

    SsmlReader(Function<String, Optional<String>> voices) {
        this.voices = voices;
    }

    Ssml read(String text) {
        if (text.length() > CHARS_MAX) {
            return new Ssml.Refused("The SSML has more than " + CHARS_MAX + " characters.");
        }
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
            while (fault.isEmpty() && xml.hasNext()) {
                take(xml.next(), xml);
            }
        } catch (XMLStreamException malformed) {
            fail("The SSML is not well-formed XML.");
        }
        return fault.<Ssml>map(Ssml.Refused::new)
                .orElseGet(
                        () -> new Ssml.Read(markup.toString(), words.toString().strip()));
    }

    private static XMLInputFactory factory() {
        // The platform's own, whatever else is on the class path: these properties are its.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private void take(int event, XMLStreamReader xml) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(xml);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text(xml.getText());
            case XMLStreamConstants.COMMENT, XMLStreamConstants.END_DOCUMENT -> {
                // Nothing of it is spoken.
            }
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                fail("SSML with a document type or entities is not accepted.");
            default -> fail("SSML with processing instructions is not accepted.");
        }
    }

    private void start(XMLStreamReader xml) {
        Optional<SsmlElement> element = element(xml);
        if (element.isEmpty()) {
            fail("The SSML element " + quoted(xml.getLocalName()) + " is not accepted.");
        } else if ((element.get() == SsmlElement.SPEAK) != open.isEmpty()) {
            fail("SSML begins with one speak element.");
        } else if (++elements > ELEMENTS_MAX || open.size() == DEPTH_MAX) {
            fail("The SSML has more than " + ELEMENTS_MAX + " elements, or nests them deeper than " + DEPTH_MAX + ".");
        } else {
            open(element.get(), xml);
        }
    }

    private static Optional<SsmlElement> element(XMLStreamReader xml) {
        String namespace = xml.getNamespaceURI();
        boolean ours = namespace == null || namespace.isEmpty() || namespace.equals(NAMESPACE);
        return ours ? SsmlElement.of(xml.getLocalName()) : Optional.empty();
    }

    private void open(SsmlElement element, XMLStreamReader xml) {
        open.push(element);
        markup.append('<').append(element.wire());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attribute(element, name(xml, i), xml.getAttributeValue(i));
        }
        markup.append('>');
        if (element == SsmlElement.SUBSTITUTE) {
            substituted++;
        } else if (element == SsmlElement.BREAK) {
            words.append(' ');
        }
    }

    private static String name(XMLStreamReader xml, int index) {
        String namespace = xml.getAttributeNamespace(index);
        String local = xml.getAttributeLocalName(index);
        if (namespace == null || namespace.isEmpty()) {
            return local;
        }
        return (namespace.equals(XMLConstants.XML_NS_URI) ? "xml:" : "other:") + local;
    }

    private void attribute(SsmlElement element, String name, String value) {
        if (!element.allows(name, value)) {
            fail("The SSML attribute " + quoted(name) + " of " + element.wire() + " is not accepted with that value.");
        } else if (element == SsmlElement.VOICE && name.equals("name")) {
            voices.apply(value)
                    .ifPresentOrElse(
                            known -> write(name, known), () -> fail("There is no voice " + quoted(value) + "."));
        } else {
            write(name, value);
            // What is heard twice would be heard once too often: only the outermost alias counts.
            if (name.equals("alias") && substituted == 0) {
                words.append(value);
            }
        }
    }

    private void write(String name, String value) {
        markup.append(' ').append(name).append("=\"");
        escape(value);
        markup.append('"');
    }

    private void text(String text) {
        escape(text);
        if (substituted == 0) {
            words.append(text);
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '&' -> markup.append("&amp;");
                case '"' -> markup.append("&quot;");
                default -> markup.append(c);
            }
        }
    }

    private void end() {
        SsmlElement closed = open.pop();
        markup.append("</").append(closed.wire()).append('>');
        if (closed == SsmlElement.SUBSTITUTE) {
            substituted--;
        } else if (closed == SsmlElement.PARAGRAPH || closed == SsmlElement.SENTENCE) {
            words.append(' ');
        }
    }

    private void fail(String why) {
        if (fault.isEmpty()) {
            fault = Optional.of(why);
        }
    }

    private static String quoted(String text) {
        return text.length() <= QUOTED_CHARS_MAX ? text : text.substring(0, QUOTED_CHARS_MAX) + "…";
    }
}
