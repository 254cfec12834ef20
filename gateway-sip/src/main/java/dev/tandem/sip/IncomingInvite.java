package dev.tandem.sip;

import java.util.Optional;

/**
 * An INVITE that passed admission.
 *
 * @param leg the UAS side of the new dialog
 * @param origin who sent it, as proven by source address, digest or flow, never by what the message claims
 * @param proven whether the sender is where the message came from: by digest, a connection or a token; the source address of a
 *     datagram is easily forged
 * @param dialled user part or telephone number of the Request-URI without its parameters, e.g. {@code +13125550100} or
 *     {@code {resource}_{user}}
 * @param callerNumber user part of P-Asserted-Identity (trusted trunks), else of From; empty when anonymous
 * @param callerName display name of the caller, empty when there is none
 * @param preferredIdentity user part of P-Preferred-Identity (RFC 3325), which a user sends to choose a caller ID
 * @param offer the SDP offer; empty for a delayed-offer INVITE
 * @param relayed what goes on to whoever is rung
 */
public record IncomingInvite(
        SipLeg leg,
        Origin origin,
        boolean proven,
        String dialled,
        String callerNumber,
        String callerName,
        Optional<String> preferredIdentity,
        Optional<String> offer,
        Relayed relayed) {

    /** An INVITE of which nothing goes on. */
    public IncomingInvite(
            SipLeg leg,
            Origin origin,
            boolean proven,
            String dialled,
            String callerNumber,
            String callerName,
            Optional<String> preferredIdentity,
            Optional<String> offer) {
        this(leg, origin, proven, dialled, callerNumber, callerName, preferredIdentity, offer, Relayed.NOTHING);
    }

    /** The same with its numbers written anew. */
    public IncomingInvite with(String otherDialled, String otherCallerNumber, Relayed otherRelayed) {
        return new IncomingInvite(
                leg,
                origin,
                proven,
                otherDialled,
                otherCallerNumber,
                callerName,
                preferredIdentity,
                offer,
                otherRelayed);
    }

    /** Who sent an INVITE. */
    public sealed interface Origin {
        /** A trunk, admitted by its source address or its digest credentials. */
        record Trunk(String name) implements Origin {}

        /** A registered user, admitted by the flow's access token or by digest. */
        record User(AddressOfRecord aor) implements Origin {}
    }
}
