package dev.tandem.sip.message;

import dev.tandem.sip.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A message that arrived and was parsed, once: what its readers ask for most, and its text for the rest. */
public sealed interface IncomingMessage permits IncomingRequest, IncomingResponse {

    /** Its lines. */
    MessageText text();

    /** The method of its CSeq. */
    String method();

    /** Its Call-ID. */
    String callId();

    /** The number of its CSeq. */
    long cseq();

    /** The tag of From; empty when there is none. */
    String fromTag();

    /** The tag of To; empty when there is none. */
    String toTag();

    /** Its body; empty when there is none. */
    String body();

    /** See {@link MessageText#headers}. */
    default List<String> headers(String name) {
        return text().headers(name);
    }

    /** See {@link MessageText#header}. */
    default Optional<String> header(String name) {
        return text().header(name);
    }

    /** The first session description in its body. */
    default Optional<String> sdp() {
        return body("application/sdp");
    }

    /** Its body, or the first part of it, of a type given in lower case. */
    default Optional<String> body(String type) {
        return part(type).map(BodyPart::text);
    }

    /** The first part of its body of a type given in lower case; a body without parts is one. */
    default Optional<BodyPart> part(String type) {
        for (BodyPart part : parts()) {
            if (part.type().equals(type)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** What its body consists of, nested parts cut too; none when there is no body, or no way to cut it. */
    default List<BodyPart> parts() {
        if (body().isEmpty()) {
            return List.of();
        }
        String type = header("Content-Type").orElse("");
        return Multipart.is(type)
                ? Multipart.parts(type, body()).orElse(List.of())
                : List.of(BodyPart.of(text(), body()));
    }

    /** Why it was sent (RFC 3326): its Reason headers as one. */
    default Optional<Reason> reason() {
        String value = String.join(", ", headers("Reason"));
        return value.isEmpty() || value.length() > Reason.LENGTH_MAX
                ? Optional.empty()
                : Optional.of(new Reason(value));
    }

    /** Whether its Allow names a method (RFC 3261, section 20.5). */
    default boolean allows(String otherMethod) {
        return mentions("Allow", otherMethod);
    }

    /** Whether its Supported names an option tag (RFC 3261, section 20.37). */
    default boolean supports(String optionTag) {
        return mentions("Supported", optionTag);
    }

    private boolean mentions(String header, String item) {
        String lower = item.toLowerCase(Locale.ROOT);
        for (String value : headers(header)) {
            if (value.toLowerCase(Locale.ROOT).contains(lower)) {
                return true;
            }
        }
        return false;
    }
}
