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
 * @param strangerStreams TCP and TLS connections open now over which nobody proved anything
 * @param refusedStreams TCP and TLS connections closed at once because there were too many
 * @param overdueStreams TCP and TLS connections closed because a message did not come or did not end
 * @param idleStreams TCP and TLS connections closed because they had neither registration nor dialog
 * @param strangers messages of strangers dropped because they sent too many
 */
public record SipCounters(
        int legs,
        int dialogs,
        int transactions,
        int flows,
        long messagesIn,
        long malformed,
        long refused,
        long dropped,
        long strangers,
        int strangerStreams,
        long refusedStreams,
        long overdueStreams,
        long idleStreams) {}
