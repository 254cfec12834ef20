package dev.tandem.sip.message;

import java.util.Locale;
import java.util.Optional;

/**
 * One part of a message's body, or the whole of a body that has no parts (RFC 5621; RFC 3261, section 20.11).
 *
 * @param type its media type in lower case, without parameters; {@code text/plain} when it says none
 * @param disposition what it is for, in lower case, e.g. {@code session} or {@code recording-session}; empty: not said
 * @param handling what to do when nobody can read it
 * @param id its Content-ID without brackets, by which headers refer to it; empty when there is none
 * @param text what it says
 */
public record BodyPart(String type, String disposition, Handling handling, String id, String text) {

    /** What a receiver does with a part it cannot read. */
    public enum Handling {
        /** Refuse the message. */
        REQUIRED,
        /** Pass it over. */
        OPTIONAL,
        /** Required by the letter, but whoever means that says so: location and ISUP come like this and are passed over. */
        NOT_SAID
    }

    /** A part, or a body without parts, with these headers. */
    static BodyPart of(MessageText headers, String text) {
        String disposition = headers.header("Content-Disposition").orElse("");
        return new BodyPart(
                type(headers.header("Content-Type").orElse("text/plain")),
                untilSemicolon(disposition),
                handling(disposition),
                id(headers.header("Content-ID").orElse("")),
                text);
    }

    /** The media type of a Content-Type, in lower case and without parameters. */
    public static String type(String contentType) {
        return untilSemicolon(contentType).replace(" ", "").replace("\t", "");
    }

    private static String untilSemicolon(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private static Handling handling(String disposition) {
        if (disposition.isEmpty()) {
            return Handling.NOT_SAID;
        }
        HeaderReader reader = new HeaderReader(disposition);
        reader.readUntil(";");
        return reader.readParameters()
                .flatMap(all -> Optional.ofNullable(all.get("handling")))
                .map(said -> said.equalsIgnoreCase("optional") ? Handling.OPTIONAL : Handling.REQUIRED)
                .orElse(Handling.NOT_SAID);
    }

    private static String id(String contentId) {
        return contentId.replace("<", "").replace(">", "").strip();
    }

    /** The same, where another part can stand for it. */
    BodyPart optional() {
        return new BodyPart(type, disposition, Handling.OPTIONAL, id, text);
    }
}
