package dev.tandem.sip.leg;

import java.util.List;

/**
 * A dialog as our side knows it (RFC 3261, section 12): plain values, so that it can be kept and taken up elsewhere.
 *
 * @param callId Call-ID
 * @param local our From or To value, with our tag
 * @param remote theirs, with their tag once there is one
 * @param remoteTarget the URI of their Contact
 * @param routeSet Route values, first hop first
 * @param localCSeq the CSeq number of our last request
 * @param remoteCSeq the CSeq number of their last request; -1 before the first
 */
public record Dialog(
        String callId,
        String local,
        String remote,
        String remoteTarget,
        List<String> routeSet,
        long localCSeq,
        long remoteCSeq) {

    /** Copies the route set, so that a dialog is a value. */
    public Dialog {
        routeSet = List.copyOf(routeSet);
    }

    /** With our next request counted. */
    public Dialog nextRequest() {
        return new Dialog(callId, local, remote, remoteTarget, routeSet, localCSeq + 1, remoteCSeq);
    }

    /** With a request of theirs counted. */
    public Dialog received(long cseq) {
        return new Dialog(callId, local, remote, remoteTarget, routeSet, localCSeq, cseq);
    }

    /** With a new Contact of theirs: target refresh (section 12.2). */
    public Dialog targetAt(String contact) {
        return new Dialog(callId, local, remote, contact, routeSet, localCSeq, remoteCSeq);
    }
}
