package dev.tandem.sip;

/**
 * Counters of an endpoint.
 *
 * @param legs legs alive now
 * @param dialogs dialogs the stack holds now
 * @param transactions transactions the stack holds now, lingering ones included
 * @param flows connections and WebSockets open now
 * @param messagesIn messages received since start
 * @param malformed messages refused because they could not be read
 * @param refused requests refused by admission
 * @param dropped messages dropped because a queue was full or nobody waited for them
 */
public record SipCounters(
        int legs,
        int dialogs,
        int transactions,
        int flows,
        long messagesIn,
        long malformed,
        long refused,
        long dropped) {}
