package dev.tandem.speech;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The elements of SSML 1.1 that are spoken, and what each may say (W3C Recommendation of 7 September 2010, section 3).
 * Whatever would fetch, play or name something outside the text is not among them: {@code audio}, {@code lexicon},
 * {@code meta}, {@code mark}.
 */
enum SsmlElement {
    SPEAK("speak", Map.of("version", Values.VERSION, Values.LANG_NAME, Values.LANG)),
    VOICE("voice", Map.of("name", Values.TEXT, "gender", Values.WORD, Values.LANG_NAME, Values.LANG)),
    PARAGRAPH("p", Map.of(Values.LANG_NAME, Values.LANG)),
    SENTENCE("s", Map.of(Values.LANG_NAME, Values.LANG)),
    PROSODY(
            "prosody",
            Map.of("rate", Values.MEASURE, "pitch", Values.MEASURE, "range", Values.MEASURE, "volume", Values.MEASURE)),
    BREAK("break", Map.of("strength", Values.WORD, "time", Values.PAUSE)),
    EMPHASIS("emphasis", Map.of("level", Values.WORD)),
    SAY_AS("say-as", Map.of("interpret-as", Values.WORD, "format", Values.FORMAT, "detail", Values.FORMAT)),
    SUBSTITUTE("sub", Map.of("alias", Values.TEXT)),
    PHONEME("phoneme", Map.of("alphabet", Values.WORD, "ph", Values.TEXT));

    private final String wire;

    @SuppressWarnings("ImmutableEnumChecker") // Map.of makes maps that nobody changes.
    private final Map<String, Pattern> attributes;

    SsmlElement(String wire, Map<String, Pattern> attributes) {
        this.wire = wire;
        this.attributes = attributes;
    }

    /** Its name in markup. */
    String wire() {
        return wire;
    }

    /** The element of that name, if it is spoken. */
    static Optional<SsmlElement> of(String name) {
        return Stream.of(values()).filter(element -> element.wire.equals(name)).findFirst();
    }

    /** Whether it may say this; {@code name} has the prefix {@code xml:} where the attribute is XML's own. */
    boolean allows(String name, String value) {
        Pattern form = attributes.get(name);
        return form != null && form.matcher(value).matches();
    }

    /** What values look like. */
    private static final class Values {
        static final String LANG_NAME = "xml:lang";
        static final Pattern VERSION = Pattern.compile("1\\.[01]");
        static final Pattern LANG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
        static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9:_-]{0,31}");
        static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9:.,/ _-]{1,32}");
        /** A word such as x-slow, or a number with its unit: 80%, +2st, 120Hz, -6dB. */
        static final Pattern MEASURE = Pattern.compile("[a-z-]{1,10}|[+-]?[0-9]{1,4}(\\.[0-9]{1,3})?(%|Hz|st|dB)?");
        /** Ten seconds at most: a pause is sound that has to be made and kept. */
        static final Pattern PAUSE = Pattern.compile("[0-9]{1,4}ms|10000ms|[0-9](\\.[0-9]{1,3})?s|10s");

        static final Pattern TEXT = Pattern.compile("[^\\p{Cc}]{1,256}");
    }
}
