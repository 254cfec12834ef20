package dev.tandem.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.call.PartyId;
import dev.tandem.call.PartyId.Kind;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@code CommunicationIdentifierModel}: a party in the JSON of Azure Communication Services. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CommunicationIdentifierModel")
public record Identifier(
        @Nullable String kind,
        @Nullable String rawId,
        @Nullable User communicationUser,
        @Nullable Phone phoneNumber) {

    /** {@code CommunicationUserIdentifierModel}. */
    @Schema(name = "CommunicationUserIdentifierModel")
    public record User(@Nullable String id) {}

    /** {@code PhoneNumberIdentifierModel}. */
    @Schema(name = "PhoneNumberIdentifierModel")
    public record Phone(@Nullable String value) {}

    /** A party as the wire has it. */
    public static Identifier of(PartyId party) {
        return switch (party.kind()) {
            case PHONE -> new Identifier("phoneNumber", party.rawId(), null, new Phone(party.value()));
            case IDENTITY -> new Identifier("communicationUser", party.rawId(), new User(party.rawId()), null);
            case SIP -> new Identifier("unknown", party.rawId(), null, null);
            case OTHER ->
                party.rawId().startsWith("4:")
                        ? new Identifier("phoneNumber", party.rawId(), null, new Phone(party.value()))
                        : new Identifier("unknown", party.rawId(), null, null);
        };
    }

    /** The party meant: the typed object counts before the raw id, which older SDKs leave out. */
    public Optional<PartyId> party() {
        if (phoneNumber != null && phoneNumber.value() != null) {
            return typed("4:" + phoneNumber.value(), Kind.PHONE);
        }
        if (communicationUser != null && communicationUser.id() != null) {
            return typed(communicationUser.id(), Kind.IDENTITY);
        }
        return rawId == null ? Optional.empty() : PartyId.parse(rawId);
    }

    private static Optional<PartyId> typed(String raw, Kind kind) {
        return PartyId.parse(raw).filter(party -> party.kind() == kind);
    }
}
