package dev.tandem.automation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.acs.AcsException;
import dev.tandem.application.Connection;
import dev.tandem.application.Identifier;
import dev.tandem.application.Identifier.Phone;
import dev.tandem.application.Identifier.User;
import dev.tandem.application.Reports.ParticipantView;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON of Azure Communication Services for call connections. Field names are the wire's. */
final class Bodies {
    private Bodies() {}

    /** {@code CreateCallRequest}. */
    @Schema(name = "CreateCallRequest")
    record Create(
            @Nullable List<@Nullable Identifier> targets,
            @Nullable Phone sourceCallerIdNumber,
            @Nullable String sourceDisplayName,
            @Nullable User source,
            @Nullable String operationContext,
            @Nullable String callbackUri,
            @Nullable MediaStreaming mediaStreamingOptions) {}

    /** {@code MediaStreamingOptions}; {@code dialect} is our own addition, for bots that speak another one. */
    @Schema(name = "MediaStreamingOptions")
    record MediaStreaming(
            @Schema(enumeration = {"websocket"}) @Nullable String transportType,

            @Nullable String transportUrl,

            @Schema(enumeration = {"mixed", "unmixed"}) @Nullable String audioChannelType,

            @Nullable Boolean startMediaStreaming,
            @Nullable Boolean enableBidirectional,

            @Schema(enumeration = {"pcm16KMono", "pcm24KMono"}) @Nullable String audioFormat,

            @Nullable Boolean enableDtmfTones,

            @Schema(enumeration = {"acs", "twilio", "jambonz"}) @Nullable String dialect) {}

    /** {@code MediaStreamingSubscription}. */
    @Schema(name = "MediaStreamingSubscription")
    record StreamingSubscription(String id, String state, List<String> subscribedContentTypes) {}

    /** {@code AnswerCallRequest}. */
    @Schema(name = "AnswerCallRequest")
    record Answer(
            @Nullable String incomingCallContext,
            @Nullable String callbackUri,
            @Nullable String operationContext,
            @Nullable User answeredBy,
            @Nullable MediaStreaming mediaStreamingOptions) {}

    /** {@code RedirectCallRequest}. */
    @Schema(name = "RedirectCallRequest")
    record Redirect(
            @Nullable String incomingCallContext, @Nullable Identifier target) {}

    /** {@code RejectCallRequest}. */
    @Schema(name = "RejectCallRequest")
    record Reject(
            @Nullable String incomingCallContext,

            @Schema(enumeration = {"none", "busy", "forbidden"}) @Nullable String callRejectReason) {}

    /** {@code ConnectRequest}. */
    @Schema(name = "ConnectRequest")
    record Connect(
            @Nullable CallLocator callLocator,
            @Nullable String callbackUri,
            @Nullable String operationContext,
            @Nullable MediaStreaming mediaStreamingOptions) {}

    /** {@code CallLocator}. */
    @Schema(name = "CallLocator")
    record CallLocator(
            @Schema(enumeration = {"serverCallLocator", "groupCallLocator", "roomCallLocator"}) @Nullable String kind,

            @Nullable String serverCallId) {}

    /** {@code AddParticipantRequest}. */
    @Schema(name = "AddParticipantRequest")
    record Add(
            @Nullable Identifier participantToAdd,
            @Nullable Phone sourceCallerIdNumber,
            @Nullable String sourceDisplayName,
            @Nullable Integer invitationTimeoutInSeconds,
            @Nullable String operationContext,
            @Nullable String operationCallbackUri)
            implements Command.Body {}

    /** {@code AddParticipantResponse}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AddParticipantResponse")
    record Added(ParticipantView participant, @Nullable String operationContext, String invitationId) {}

    /** {@code CancelAddParticipantRequest} and its response. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CancelAddParticipantRequest")
    record CancelAdd(
            @Nullable String invitationId,
            @Nullable String operationContext,
            @Nullable String operationCallbackUri) implements Command.Body {}

    /** {@code RemoveParticipantRequest}. */
    @Schema(name = "RemoveParticipantRequest")
    record Remove(
            @Nullable Identifier participantToRemove,
            @Nullable String operationContext,
            @Nullable String operationCallbackUri)
            implements Command.Body {}

    /** {@code TransferToParticipantRequest}. */
    @Schema(name = "TransferToParticipantRequest")
    record Transfer(
            @Nullable Identifier targetParticipant,
            @Nullable Identifier transferee,
            @Nullable Phone sourceCallerIdNumber,
            @Nullable String operationContext,
            @Nullable String operationCallbackUri)
            implements Command.Body {}

    /** {@code MuteParticipantsRequest}. */
    @Schema(name = "MuteParticipantsRequest")
    record Mute(
            @Nullable List<@Nullable Identifier> targetParticipants,
            @Nullable String operationContext) implements Command.Body {

        /** It has no outcome that would come later. */
        @Override
        public @Nullable String operationCallbackUri() {
            return null;
        }
    }

    /** A response that gives back the operation context alone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "OperationContextResult")
    record Context(@Nullable String operationContext) {}

    /** {@code GetParticipantsResponse}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "GetParticipantsResponse")
    record Participants(
            List<ParticipantView> value, @Nullable String nextLink) {}

    /** {@code CallConnectionPropertiesInternal}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CallConnectionProperties")
    record Properties(
            String callConnectionId,
            String serverCallId,
            String correlationId,
            String callConnectionState,
            String callbackUri,
            List<Identifier> targets,
            @Nullable Identifier source,
            @Nullable String sourceDisplayName,
            @Nullable Phone sourceCallerIdNumber,
            @Nullable User answeredBy,
            @Nullable Phone answeredFor,
            @Nullable StreamingSubscription mediaStreamingSubscription) {

        static Properties of(Connection connection, String callId) {
            return of(connection, callId, Optional.empty());
        }

        static Properties of(Connection connection, String callId, Optional<String> streaming) {
            Connection.Parties parties = connection.parties();
            return new Properties(
                    connection.id(),
                    callId,
                    callId,
                    connection.state(),
                    connection.callbackUri().toString(),
                    parties.targets().stream().map(Identifier::of).toList(),
                    parties.source().map(Identifier::of).orElse(null),
                    parties.displayName().orElse(null),
                    parties.callerId().map(number -> new Phone(number.value())).orElse(null),
                    parties.answeredBy().map(user -> new User(user.rawId())).orElse(null),
                    connection.answered() && !parties.targets().isEmpty()
                            ? Identifier.of(parties.targets().get(0)).phoneNumber()
                            : null,
                    streaming
                            .map(state -> new StreamingSubscription(connection.id(), state, List.of("audio")))
                            .orElse(null));
        }
    }

    /** A body that must be there. */
    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw AcsException.badRequest("A JSON body is required.");
        }
        return body;
    }
}
