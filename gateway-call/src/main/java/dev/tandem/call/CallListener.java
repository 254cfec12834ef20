package dev.tandem.call;

import dev.tandem.call.CallFact.Attached;
import java.util.List;
import java.util.Optional;

/** What is told of a call as it happens, on its call loop. Each method does nothing unless it is overridden. */
public interface CallListener {

    /** Nobody listens. */
    CallListener NOBODY = new CallListener() {};

    /** Somebody rings. */
    default void rang(Participant participant) {}

    /** Somebody is in. */
    default void joined(Participant participant) {}

    /** Somebody will not be in. */
    default void notJoined(Participant participant, CallEnd why) {}

    /** Somebody was in and is no more. */
    default void left(Participant participant) {}

    /** Somebody pressed a key. */
    default void pressed(Participant participant, char digit) {}

    /** It ends; everybody is still there. */
    default void ending() {}

    /** It is over, and nobody is left in it. */
    default void ended(CallEnd how) {}

    /** Whether it goes on when only one participant is left. */
    default boolean keepsOneAlone() {
        return false;
    }

    /**
     * What is to be told with the next fact; asked for after every step.
     *
     * @param membersChanged who is in, or how, has changed since
     */
    default News news(boolean membersChanged) {
        return News.NONE;
    }

    /**
     * What there is to tell.
     *
     * @param attached the applications attached now; empty when that has not changed
     */
    record News(List<OutboxEvent> events, Optional<List<Attached>> attached) {

        /** Nothing. */
        public static final News NONE = new News(List.of(), Optional.empty());

        /** Copies the list, so that it is a value. */
        public News {
            events = List.copyOf(events);
            attached = attached.map(List::copyOf);
        }

        boolean isNone() {
            return events.isEmpty() && attached.isEmpty();
        }
    }
}
