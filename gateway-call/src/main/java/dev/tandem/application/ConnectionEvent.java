package dev.tandem.application;

/** What happens to a connection. */
public sealed interface ConnectionEvent {

    /** Somebody is in the call. */
    record SomebodyJoined() implements ConnectionEvent {}

    /** The application wants one participant transferred to somebody who is being invited. */
    record TransferStarted() implements ConnectionEvent {}

    /** Whom they are transferred to has joined. */
    record TransferAnswered() implements ConnectionEvent {}

    /** Whom they should be transferred to did not join. */
    record TransferFailed() implements ConnectionEvent {}

    /** The application leaves the call. */
    record HungUp() implements ConnectionEvent {}

    /** The call is over. */
    record CallEnded() implements ConnectionEvent {}
}
