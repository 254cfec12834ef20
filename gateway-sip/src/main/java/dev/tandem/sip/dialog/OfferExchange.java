package dev.tandem.sip.dialog;

import java.util.List;
import java.util.Optional;

/**
 * Offers inside a confirmed dialog, by re-INVITE and UPDATE, one at a time (RFC 3261, section 14; RFC 3311; RFC 6141).
 *
 * <pre>
 * STABLE --our offer--> OFFERED --answer, refusal, 491--> STABLE
 * STABLE --their offer--> DECIDING --our answer--> ANSWERED (re-INVITE only) --ACK--> STABLE
 * STABLE --they ask for ours--> DECIDING --our offer--> ANSWERED --ACK with their answer--> STABLE
 * </pre>
 *
 * <p>Pure. Not thread-safe; owned by the loop of its call.
 */
public final class OfferExchange {

    /** What can happen. */
    public sealed interface Event {
        /** The owner offers. */
        record Offer(String sdp) implements Event {}

        /** Our offer was answered. */
        record Answered(String sdp) implements Event {}

        /** Our offer was refused. */
        record Refused(int status) implements Event {}

        /** The pause after a glare is over. */
        record RetryDue() implements Event {}

        /** They offer. */
        record OfferReceived(String sdp, boolean byInvite) implements Event {}

        /** They ask for an offer of ours, by a re-INVITE without one (RFC 3261, section 14.2). */
        record OfferWanted() implements Event {}

        /** The owner answers their offer, or offers because they asked. */
        record Answer(String sdp) implements Event {}

        /** The owner refuses their offer. */
        record Refuse(int status) implements Event {}

        /** ACK for our 200 to their re-INVITE, with the answer if our 200 had the offer. */
        record AckReceived(Optional<String> answer) implements Event {}

        /** CANCEL for their re-INVITE. */
        record CancelReceived() implements Event {}
    }

    /** What is to be done. */
    public sealed interface Action {
        /** A re-INVITE with an offer. */
        record SendOffer(String sdp) implements Action {}

        /** 200 with the answer to their offer, or with the offer they asked for. */
        record SendAnswer(String sdp) implements Action {}

        /** 491 to the request that arrived while another was open. */
        record RefuseGlare() implements Action {}

        /** A final refusal of their request. */
        record SendRefusal(int status) implements Action {}

        /** {@link Event.RetryDue} after a pause (section 14.1). */
        record RetryLater() implements Action {}

        /** Tell the owner that they offer. */
        record ReportOffer(String sdp) implements Action {}

        /** Tell the owner that they want an offer. */
        record ReportOfferWanted() implements Action {}

        /** Tell the owner that they accepted. */
        record ReportAnswer(String sdp) implements Action {}

        /** Tell the owner that they refused. */
        record ReportRefusal(int status) implements Action {}
    }

    /** Where the exchange is. */
    public enum State {
        /** No offer is open. */
        STABLE,
        /** Our offer is out. */
        OFFERED,
        /** Their offer, or their wish for one, is with the owner. */
        DECIDING,
        /** Their re-INVITE is answered, its ACK is not in. */
        ANSWERED
    }

    private State state = State.STABLE;
    private boolean byInvite;
    private boolean wanted;
    private Optional<String> waiting = Optional.empty();
    private Optional<String> offered = Optional.empty();

    /** Where it is. */
    public State state() {
        return state;
    }

    /** Applies one event and returns the actions it calls for. */
    public List<Action> on(Event event) {
        return switch (state) {
            case STABLE -> stable(event);
            case OFFERED -> offered(event);
            case DECIDING -> deciding(event);
            case ANSWERED -> answered(event);
        };
    }

    private List<Action> stable(Event event) {
        if (event instanceof Event.Offer offer) {
            return offer(offer.sdp());
        }
        if (event instanceof Event.RetryDue) {
            return waiting.map(this::offer).orElse(List.of());
        }
        if (event instanceof Event.OfferReceived theirs) {
            state = State.DECIDING;
            byInvite = theirs.byInvite();
            wanted = false;
            return List.of(new Action.ReportOffer(theirs.sdp()));
        }
        if (event instanceof Event.OfferWanted) {
            state = State.DECIDING;
            byInvite = true;
            wanted = true;
            return List.of(new Action.ReportOfferWanted());
        }
        if (event instanceof Event.AckReceived || isAnswerToOurs(event) || isAnswerToTheirs(event)) {
            return List.of();
        }
        throw new AssertionError(event);
    }

    private List<Action> offer(String sdp) {
        state = State.OFFERED;
        waiting = Optional.empty();
        offered = Optional.of(sdp);
        return List.of(new Action.SendOffer(sdp));
    }

    private List<Action> offered(Event event) {
        if (event instanceof Event.Answered answered) {
            state = State.STABLE;
            return List.of(new Action.ReportAnswer(answered.sdp()));
        }
        if (event instanceof Event.Refused refused) {
            state = State.STABLE;
            return refused.status() == 491
                    ? postpone(offered.orElseThrow())
                    : List.of(new Action.ReportRefusal(refused.status()));
        }
        if (event instanceof Event.AckReceived || isAnswerToTheirs(event)) {
            return List.of();
        }
        // Glare: both sides offer at once, both get 491 and try again at different times (section 14.2).
        return busy(event);
    }

    private List<Action> deciding(Event event) {
        if (event instanceof Event.Answer answer) {
            state = byInvite ? State.ANSWERED : State.STABLE;
            return List.of(new Action.SendAnswer(answer.sdp()));
        }
        if (event instanceof Event.Refuse refuse) {
            state = State.STABLE;
            return List.of(new Action.SendRefusal(refuse.status()));
        }
        if (event instanceof Event.CancelReceived) {
            state = State.STABLE;
            return List.of(new Action.SendRefusal(487));
        }
        if (event instanceof Event.AckReceived || isAnswerToOurs(event)) {
            return List.of();
        }
        return busy(event);
    }

    private List<Action> answered(Event event) {
        if (event instanceof Event.AckReceived ack) {
            state = State.STABLE;
            return wanted ? List.of(answered(ack.answer())) : List.of();
        }
        if (isAnswerToOurs(event) || isAnswerToTheirs(event)) {
            return List.of();
        }
        return busy(event);
    }

    private static Action answered(Optional<String> answer) {
        // Section 13.2.1 wants an answer here; without one there is no agreement, and the session goes on as it was.
        return answer.<Action>map(Action.ReportAnswer::new).orElseGet(() -> new Action.ReportRefusal(488));
    }

    private List<Action> busy(Event event) {
        if (event instanceof Event.Offer offer) {
            return postpone(offer.sdp());
        }
        if (event instanceof Event.RetryDue) {
            return waiting.isPresent() ? List.of(new Action.RetryLater()) : List.of();
        }
        if (event instanceof Event.OfferReceived || event instanceof Event.OfferWanted) {
            return List.of(new Action.RefuseGlare());
        }
        throw new AssertionError(event);
    }

    private static boolean isAnswerToOurs(Event event) {
        return event instanceof Event.Answered || event instanceof Event.Refused;
    }

    private static boolean isAnswerToTheirs(Event event) {
        return event instanceof Event.Answer || event instanceof Event.Refuse || event instanceof Event.CancelReceived;
    }

    private List<Action> postpone(String sdp) {
        // Only the newest offer counts: an older one that never went out says nothing the newer does not.
        waiting = Optional.of(sdp);
        return List.of(new Action.RetryLater());
    }
}
