package dev.tandem.call;

import dev.tandem.media.Conference;
import java.time.Duration;
import java.time.Instant;

/** What operations may ask of the call they are about. On its call loop, but for {@link #step} and {@link #later}. */
public interface CallControl {

    /** The call's id, as REST knows it. Any thread. */
    String id();

    /** The tenant it belongs to. Any thread. */
    String tenant();

    /** Whether it has ended. */
    boolean isOver();

    /** Who is in it or on the way. */
    Roster roster();

    /** Rings somebody who was added to the roster. */
    void invite(Participant participant, CallPlan plan);

    /** Where the participants meet. */
    Conference conference();

    /** Who is in, or how, has changed: whoever follows that is told with the next fact. */
    void changed();

    /** A step for its trace. */
    void tell(String what);

    /** Ends it for everybody. */
    void end(CallEnd how);

    /** Ends it if too few are left to go on. */
    void endIfDeserted(CallEnd how);

    /** The time, as the call tells it. */
    Instant now();

    /** Takes a step on the call loop; what it brings is told in one fact. Any thread. */
    void step(Runnable task);

    /** The same after a while, unless the call is over by then. Any thread. */
    void later(Duration delay, Runnable task);
}
