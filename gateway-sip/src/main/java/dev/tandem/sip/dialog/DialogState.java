package dev.tandem.sip.dialog;

import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.IncomingMessage;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingRequest;
import java.util.List;
import java.util.Optional;

/**
 * What our side knows of a dialog (RFC 3261, section 12): plain values, so that it can be kept and taken up elsewhere.
 *
 * @param callId Call-ID
 * @param local our From or To value, with our tag
 * @param remote theirs, with their tag once there is one
 * @param remoteTarget the URI of their Contact
 * @param routeSet Route values, first hop first
 * @param localCSeq the CSeq number of our last request
 * @param remoteCSeq the CSeq number of their last request; -1 before the first
 */
public record DialogState(
        String callId,
        String local,
        String remote,
        String remoteTarget,
        List<String> routeSet,
        long localCSeq,
        long remoteCSeq) {

    /** Copies the route set, so that a state is a value. */
    public DialogState {
        routeSet = List.copyOf(routeSet);
    }

    /** As an INVITE of theirs makes it (section 12.1.1). */
    public static DialogState ofInvite(IncomingRequest invite, String localTag) {
        return new DialogState(
                invite.callId(),
                invite.header("To").orElse("") + ";tag=" + localTag,
                invite.header("From").orElse(""),
                Routes.target(invite, ""),
                Routes.recorded(invite),
                0,
                invite.cseq());
    }

    /**
     * As a response to an INVITE of ours makes it (section 12.1.2), or makes it anew (section 13.2.2.4). Before the first
     * response the state is what the INVITE was sent with.
     */
    public DialogState answeredBy(IncomingResponse response) {
        return new DialogState(
                callId,
                local,
                response.header("To").orElse(remote),
                Routes.target(response, remoteTarget),
                Routes.reversed(response),
                localCSeq,
                remoteCSeq);
    }

    /** With our next request counted. */
    public DialogState nextRequest() {
        return new DialogState(callId, local, remote, remoteTarget, routeSet, localCSeq + 1, remoteCSeq);
    }

    /** With a request of theirs counted. */
    public DialogState received(long cseq) {
        return new DialogState(callId, local, remote, remoteTarget, routeSet, localCSeq, cseq);
    }

    /** With the Contact of a message of theirs: target refresh (section 12.2). */
    public DialogState targetAt(IncomingMessage message) {
        String contact = Routes.target(message, remoteTarget);
        return new DialogState(callId, local, remote, contact, routeSet, localCSeq, remoteCSeq);
    }

    /** Where our requests go: the route set or the target, when that is an address we can reach, else the leg's first hop. */
    public Hop nextHop(Hop first) {
        return Routes.nextHop(this, first);
    }

    /** What every request of ours has (section 12.2.1.1). */
    public OutgoingRequest request(String method, long cseq) {
        Optional<String> strict = Routes.strictRouter(routeSet);
        OutgoingRequest request = new OutgoingRequest(method, strict.orElse(remoteTarget));
        if (strict.isPresent()) {
            request.headers("Route", routeSet.subList(1, routeSet.size())).header("Route", "<" + remoteTarget + ">");
        } else {
            request.headers("Route", routeSet);
        }
        return request.header("From", local)
                .header("To", remote)
                .header("Call-ID", callId)
                .header("CSeq", cseq + " " + method);
    }
}
