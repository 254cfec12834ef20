package dev.tandem.automation;

import dev.tandem.acs.AcsException;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.Identifier;
import dev.tandem.application.Identifier.Phone;
import dev.tandem.call.PartyId;
import dev.tandem.operation.CallAutomations.Attached;
import dev.tandem.outbound.OutboundGuard;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what request bodies name: parties, numbers and URLs. Whatever is wrong is answered with 400 and its field. */
@Singleton
class Fields {

    /** Asks for answering-machine detection: a header, because every official SDK can send one with one request. */
    static final String DETECTION = "x-tandem-answering-machine-detection";

    static final String DETECTION_ABOUT = "true: tell by Tandem.AnsweringMachineDetection whether a human or a machine"
            + " answered, or that it is unsure, and by Tandem.AnsweringMachineBeepEnded when a machine can be spoken to.";

    private static final int CONTEXT_CHARS_MAX = 5000;
    private static final int URL_CHARS_MAX = 2048;

    private final OutboundGuard guard;

    Fields(OutboundGuard guard) {
        this.guard = guard;
    }

    /** A callback that must be there. */
    URI callback(@Nullable String text) {
        return url(text, "CallbackUri", "callbackUri");
    }

    /** What an operation is asked by, with the context and callback that its body may name. */
    Asked asked(Attached attached, @Nullable String context, @Nullable String callback) {
        Optional<URI> instead = callback == null
                ? Optional.empty()
                : Optional.of(url(callback, "OperationCallbackUri", "operationCallbackUri"));
        return new Asked(attached.connection(), context(context), instead);
    }

    /** Any URL we shall connect to. */
    URI url(@Nullable String text, String name, String field) {
        try {
            if (text == null || text.length() > URL_CHARS_MAX) {
                throw invalid(name, field, "is missing or too long");
            }
            URI url = new URI(text);
            Optional<String> objection = guard.objection(url);
            if (objection.isPresent()) {
                throw invalid(name, field, objection.get());
            }
            return url;
        } catch (URISyntaxException malformed) {
            throw invalid(name, field, "is not a URL");
        }
    }

    private static AcsException invalid(String name, String field, String why) {
        return AcsException.badRequest("The field " + name + " is invalid: it " + why + ".", field);
    }

    static PartyId party(@Nullable Identifier identifier, String field) {
        if (identifier == null) {
            throw AcsException.badRequest("The field " + field + " is required.", field);
        }
        return identifier
                .party()
                .orElseThrow(() -> AcsException.badRequest(
                        "The field " + field + " is none of phone number (+E.164), communication user or SIP URI.",
                        field));
    }

    static Optional<PartyId> optionalParty(@Nullable Identifier identifier, String field) {
        return identifier == null ? Optional.empty() : Optional.of(party(identifier, field));
    }

    static List<PartyId> parties(@Nullable List<@Nullable Identifier> identifiers, String field) {
        return identifiers == null
                ? List.of()
                : identifiers.stream()
                        .map(identifier -> party(identifier, field))
                        .distinct()
                        .toList();
    }

    static Optional<PartyId> callerId(@Nullable Phone number) {
        if (number == null || number.value() == null) {
            return Optional.empty();
        }
        return Optional.of(PartyId.phone(number.value()))
                .filter(party -> party.kind() == PartyId.Kind.PHONE)
                .or(() -> {
                    throw AcsException.badRequest("The source caller ID must be +E.164.", "sourceCallerIdNumber");
                });
    }

    static boolean detection(@Nullable String header) {
        if (header != null && !header.equals("true") && !header.equals("false")) {
            throw AcsException.badRequest("The header " + DETECTION + " is true or false.", DETECTION);
        }
        return "true".equals(header);
    }

    static Optional<String> context(@Nullable String text) {
        if (text != null && text.length() > CONTEXT_CHARS_MAX) {
            throw AcsException.badRequest(
                    "The operation context may have " + CONTEXT_CHARS_MAX + " characters.", "operationContext");
        }
        return Optional.ofNullable(text);
    }

    static String required(@Nullable String text, String field) {
        if (text == null || text.isEmpty()) {
            throw AcsException.badRequest("The field " + field + " is required.", field);
        }
        return text;
    }
}
