package dev.tandem.operation;

import dev.tandem.call.Participant;

/** A media operation that takes its turn with the others of its call. On the call loop. */
interface MediaOperation {

    /** It is its turn. */
    void begin();

    /** It ends without result, and says so. */
    void cancel();

    /** A participant pressed a key. */
    void pressed(Participant participant, char digit);

    /** A participant is gone. */
    void left(Participant participant);
}
