package dev.tandem.media.bridge;

import java.util.function.Consumer;

/** What seats are in. Owned by their media loop. */
interface SeatOwner {

    /** A seat is taken. */
    void enter(Seat seat);

    /** A seat is left: its member is with somebody else from now on. */
    void leave(Seat seat);

    /** A member agreed on other media, or on some for the first time. */
    void reconsider(long nowNanos);

    /** A member is muted, whispered to or the like, or is no longer. */
    void changed();

    /** Tells all but one. */
    void others(Seat one, Consumer<SeatEnd> telling);
}
