package dev.tandem.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call to be placed.
 *
 * @param target where to
 * @param callerNumber +E.164 or user part for From, and for P-Asserted-Identity towards trunks; empty for anonymous
 * @param callerName display name, empty for none
 * @param offer the SDP offer
 * @param noAnswer how long it may ring before it is given up with 408
 * @param silence how long not even a provisional response may come before it is given up with 408; zero: as long as the
 *     transaction lasts
 * @param relayed what the caller's INVITE said beside that
 * @param diversions the number of ours that forwards the call; none or one
 */
public record OutgoingInvite(
        Target target,
        String callerNumber,
        String callerName,
        String offer,
        Duration noAnswer,
        Duration silence,
        Relayed relayed,
        List<Diversion> diversions) {

    /** Copies the list, so that an invite is a value. */
    public OutgoingInvite {
        diversions = List.copyOf(diversions);
    }

    /** A call that nothing more is to be said of, and that waits for its first response as long as the transaction lasts. */
    public OutgoingInvite(Target target, String callerNumber, String callerName, String offer, Duration noAnswer) {
        this(target, callerNumber, callerName, offer, noAnswer, Duration.ZERO, Relayed.NOTHING, List.of());
    }

    /** The same call with another caller number. */
    public OutgoingInvite showing(String otherNumber) {
        return new OutgoingInvite(target, otherNumber, callerName, offer, noAnswer, silence, relayed, diversions);
    }

    /** Where an INVITE goes. */
    public sealed interface Target {
        /** Out over a trunk to {@code dialled}, a +E.164 number or user part. */
        record Trunk(TrunkPeer peer, String dialled) implements Target {
            @Override
            public Optional<DigestCredentials> credentials() {
                return peer.credentials();
            }

            @Override
            public Optional<InetAddress> host() {
                return Cidr.parse(peer.host()).map(Cidr::network);
            }
        }

        /** To one registered contact, along its Path and flow. */
        record Contact(Binding binding) implements Target {
            @Override
            public Optional<DigestCredentials> credentials() {
                return Optional.empty();
            }

            @Override
            public Optional<InetAddress> host() {
                return binding.host();
            }
        }

        /** What proves us there when we are challenged. */
        Optional<DigestCredentials> credentials();

        /** Where it is, as far as that is known before a name is looked up. */
        Optional<InetAddress> host();
    }
}
