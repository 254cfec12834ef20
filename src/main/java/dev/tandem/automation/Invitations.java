package dev.tandem.automation;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.automation.CallRates.Allowance;
import dev.tandem.call.CallPlan;
import dev.tandem.call.EndReason;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.config.LimitsConfig;
import dev.tandem.config.TandemConfig;
import dev.tandem.gateway.Gateway;
import dev.tandem.operation.Invitee;
import dev.tandem.route.ApplicationRouting;
import dev.tandem.toll.Payer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Whether an application may invite somebody, and along which way. Blocks: workers only. */
@Singleton
class Invitations {

    private static final Duration NO_ANSWER = Duration.ofSeconds(60);
    private static final int INVITATION_SECONDS_MAX = 180;
    private static final long CALL_ANSWERS_WITHIN_SECONDS = 5;

    private final Gateway gateway;
    private final LimitsConfig limits;
    private final CallRates rates = new CallRates();

    Invitations(Gateway gateway, TandemConfig config) {
        this.gateway = gateway;
        this.limits = config.limits();
    }

    /**
     * How somebody is invited.
     *
     * @param callerId the number to show; a phone cannot be called without one
     * @param timeoutSeconds how long it may ring
     * @param detectsMachine whether to tell if an answering machine answers
     */
    record Invitation(
            Optional<PartyId> callerId,
            Optional<String> displayName,
            Optional<Integer> timeoutSeconds,
            boolean detectsMachine) {}

    /** The way to somebody, once it is certain that the application may use it. */
    Invitee invite(Payer payer, PartyId party, Invitation invitation) {
        invitation.callerId().ifPresent(number -> requireOurs(payer.tenant(), number));
        String callerNumber = invitation.callerId().map(PartyId::value).orElse("");
        return new Invitee(
                party,
                plan(payer, party, callerNumber),
                callerNumber,
                invitation.displayName().orElse(""),
                invitation.timeoutSeconds().map(Invitations::timeout).orElse(NO_ANSWER),
                invitation.detectsMachine());
    }

    private void requireOurs(String tenant, PartyId callerId) {
        if (!gateway.applicationRouting().mayShow(tenant, callerId.value())) {
            throw new AcsException(
                    403,
                    AcsError.of(
                                    "Forbidden",
                                    "The caller ID " + callerId.value() + " is not one of this resource's numbers.")
                            .at("sourceCallerIdNumber"));
        }
    }

    private static Duration timeout(int seconds) {
        if (seconds < 1 || seconds > INVITATION_SECONDS_MAX) {
            throw AcsException.badRequest(
                    "The invitation timeout must be 1 to " + INVITATION_SECONDS_MAX + " seconds.",
                    "invitationTimeoutInSeconds");
        }
        return Duration.ofSeconds(seconds);
    }

    /** The way to a party; {@code callerNumber} is empty for an anonymous call, which no phone takes. */
    CallPlan plan(Payer payer, PartyId party, String callerNumber) {
        CallPlan plan = route(payer, party, callerNumber);
        if (plan instanceof CallPlan.Refuse refuse && refuse.reason() == EndReason.TOLL_LIMIT) {
            throw new AcsException(403, AcsError.of("TollLimit", refuse.text() + "."));
        }
        return plan;
    }

    private CallPlan route(Payer payer, PartyId party, String callerNumber) {
        ApplicationRouting route = gateway.applicationRouting();
        return switch (party.kind()) {
            case IDENTITY -> route.toIdentity(party.rawId(), callerNumber);
            case SIP -> route.toSipUri(payer, party.rawId(), callerNumber);
            case PHONE, OTHER -> {
                if (callerNumber.isEmpty()) {
                    throw AcsException.badRequest(
                            "A call to a phone number needs a source caller ID.", "sourceCallerIdNumber");
                }
                yield route.toNumber(payer, party.value(), callerNumber);
            }
        };
    }

    /** Counts a call against the allowances of the key, or whoever else asks, and of the caller ID. */
    void takeFromAllowance(String principal, Optional<PartyId> callerId) {
        Stream<Allowance> number =
                callerId.map(id -> new Allowance(id.value(), limits.callsPerSecondPerNumber())).stream();
        Stream<Allowance> key = Stream.of(new Allowance(principal, limits.callsPerSecondPerKey()));
        if (!rates.take(Stream.concat(key, number).toList(), System.nanoTime())) {
            throw tooMany("Calls are placed too fast with this key or caller ID.");
        }
    }

    static AcsException tooMany(String message) {
        return new AcsException(429, AcsError.of("TooManyRequests", message), Map.of("Retry-After", "1"));
    }

    /** Waits for a call's answer: its loop never blocks, so it comes at once. */
    static <T> T answerOf(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(CALL_ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException overloaded) {
            throw new AcsException(503, AcsError.of("ServiceUnavailable", "The call does not answer in time."));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new AcsException(503, AcsError.of("ServiceUnavailable", "The gateway is stopping."));
        } catch (ExecutionException defect) {
            throw new IllegalStateException("a call failed to answer", defect.getCause());
        }
    }

    /** Refuses the request when the call did. */
    static void orElseRefuse(Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            throw refused(refusal.get());
        }
    }

    static AcsException refused(Refusal refusal) {
        String message = refusal.message();
        return switch (refusal) {
            case ENDED -> new AcsException(404, AcsError.of("8522", message));
            case UNKNOWN_PARTICIPANT, UNKNOWN_INVITATION, NOT_RUNNING ->
                new AcsException(404, AcsError.of("NotFound", message));
            case ALREADY_IN, NOT_ALONE, NO_STREAM -> AcsException.badRequest(message);
            case NOT_CONNECTED, BUSY, RUNNING -> AcsException.conflict(message);
            case FULL -> AcsException.forbidden(message);
        };
    }
}
