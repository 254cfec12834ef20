package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsException;
import dev.tandem.identity.RawId;
import dev.tandem.number.owned.Assignment;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who answers a number: one of id, application and uri, as the kind says. */
@Schema(name = "PhoneNumberAssignment")
record AssignmentBody(
        @Schema(
                required = true,
                enumeration = {"identity", "application", "sip"})
        @Nullable String kind,

        @Schema(description = "For identity: its raw id", examples = "8:acs:{resource}_{user}") @Nullable String id,

        @Schema(description = "For application: its name") @Nullable String application,

        @Schema(description = "For sip: the URI to call", examples = "sip:+14255550100@sbc.example.com;transport=udp")
        @Nullable String uri) {
    private static final Predicate<String> APPLICATION =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}").asMatchPredicate();
    private static final Predicate<String> SIP =
            Pattern.compile("sips?:[^\\s<>\"@]+@[^\\s<>\"@]+").asMatchPredicate();

    static AssignmentBody of(Assignment assignment) {
        String kind = Words.ASSIGNMENT_KIND.of(assignment.kind());
        return switch (assignment.kind()) {
            case IDENTITY -> new AssignmentBody(kind, assignment.target(), null, null);
            case APPLICATION -> new AssignmentBody(kind, null, assignment.target(), null);
            case SIP -> new AssignmentBody(kind, null, null, assignment.target());
        };
    }

    Assignment read() {
        Assignment.Kind read = Words.ASSIGNMENT_KIND.read(kind, "kind");
        String target = switch (read) {
            case IDENTITY ->
                target(id, text -> RawId.parse(text).isPresent(), "id", "an identity such as 8:acs:{resource}_{user}");
            case APPLICATION -> target(application, APPLICATION, "application", "up to 64 letters, digits, . _ -");
            case SIP -> target(uri, SIP, "uri", "a SIP URI such as sip:desk@sbc.example.com");
        };
        if (Stream.of(id, application, uri)
                        .map(Optional::ofNullable)
                        .filter(Optional::isPresent)
                        .count()
                > 1) {
            throw AcsException.badRequest("Only one of id, application and uri can be given.", "kind");
        }
        return new Assignment(read, target);
    }

    private static String target(@Nullable String text, Predicate<String> shape, String field, String expected) {
        if (text == null || text.length() > Assignment.TARGET_MAX || !shape.test(text)) {
            throw AcsException.badRequest(field + " must be " + expected + ".", field);
        }
        return text;
    }
}
