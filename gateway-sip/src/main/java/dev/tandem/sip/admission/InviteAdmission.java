package dev.tandem.sip.admission;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.TrunkTable;
import dev.tandem.sip.auth.AttemptLimit;
import dev.tandem.sip.auth.DigestRealm;
import dev.tandem.sip.auth.DigestRealm.Proof;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RequestText;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * Who may call: users by their flow or by digest, trunks by source address or by digest, nobody else. Thread-safe.
 */
public final class InviteAdmission {

    private static final int REFUSALS_PER_MINUTE_MAX = 20;
    private static final int SOURCES_MAX = 4096;

    private final SipDirectory directory;
    private final DigestRealm realm;
    private final AttemptLimit<InetAddress> refusals = new AttemptLimit<>(REFUSALS_PER_MINUTE_MAX, SOURCES_MAX);

    /** Makes an admission with no memory of refusals yet. */
    public InviteAdmission(SipDirectory directory, DigestRealm realm) {
        this.directory = directory;
        this.realm = realm;
    }

    /** Decides about an INVITE outside a dialog that passed {@link RequestChecks}. */
    public Admission admit(RequestText invite, Instant now) {
        Optional<AddressOfRecord> flowUser = invite.flowUser();
        if (flowUser.isPresent()) {
            return user(flowUser.get(), invite);
        }
        InetAddress source = invite.source().getAddress();
        TrunkTable trunks = directory.trunkTable();
        // A user's claim is proven by digest even from a trunk's network: softphones and trunks often share one.
        boolean claimsToBeAUser = claimsToBeAUser(invite);
        Optional<TrunkPeer> trunk = trunks.bySource(source, invite.transport());
        if (trunk.isPresent() && !claimsToBeAUser) {
            return trunk(trunk.get(), !invite.transport().equals("udp"), invite);
        }
        // Before any hashing: a scanner must cost next to nothing. Users may share its address (NAT), or it may have
        // forged theirs; as it cannot guess the names of users, they are heard all the same.
        if (!claimsToBeAUser && refusals.exhausted(source, now)) {
            return new Admission.Dropped();
        }
        // Nobody can be told from an anonymous From (RFC 3323, section 4.1.1.3): their credentials say who it is.
        boolean challenge = trunks.anyByDigest() || claimsToBeAUser || Caller.isHidden(invite);
        return challenge
                ? byDigest(trunks, invite, source, now)
                : refuse(source, now, "no trunk allows calls from " + source.getHostAddress());
    }

    /** Whether an INVITE shows anything that could let it in. What does not is refused whatever else it says. */
    public boolean mayAdmit(RequestText invite) {
        return invite.flowUser().isPresent()
                || invite.header("Proxy-Authorization").isPresent()
                || directory
                        .trunkTable()
                        .bySource(invite.source().getAddress(), invite.transport())
                        .isPresent();
    }

    private boolean claimsToBeAUser(RequestText invite) {
        return userCredentials(invite.fromUser()).isPresent();
    }

    private Admission byDigest(TrunkTable trunks, RequestText invite, InetAddress source, Instant now) {
        Proof proof = realm.verify(
                invite.headers("Proxy-Authorization"),
                invite.method(),
                source.getHostAddress(),
                username -> credentials(trunks, username),
                now);
        if (proof instanceof Proof.Verified verified) {
            return trunks.byUsername(verified.username())
                    .map(trunk -> trunk(trunk, true, invite))
                    .orElseGet(() -> user(AddressOfRecord.parse(verified.username()), invite));
        }
        if (proof instanceof Proof.Wrong || proof instanceof Proof.Exhausted) {
            return refuse(source, now, "wrong user name or password");
        }
        if (proof instanceof Proof.Malformed) {
            return new Admission.Refused(OutgoingResponse.of(400, "Bad Proxy-Authorization"));
        }
        if (proof instanceof Proof.Missing || proof instanceof Proof.Stale) {
            return challenge(source, proof instanceof Proof.Stale, now);
        }
        throw new AssertionError(proof);
    }

    private Optional<DigestCredentials> credentials(TrunkTable trunks, String username) {
        Optional<DigestCredentials> trunk = trunks.byUsername(username).flatMap(TrunkPeer::credentials);
        return trunk.isPresent() ? trunk : userCredentials(username);
    }

    private Optional<DigestCredentials> userCredentials(String userPart) {
        return AddressOfRecord.looksLikeOne(userPart)
                ? directory.credentials(AddressOfRecord.parse(userPart))
                : Optional.empty();
    }

    private boolean isUser(String userPart) {
        return AddressOfRecord.looksLikeOne(userPart) && directory.isUser(AddressOfRecord.parse(userPart));
    }

    private Admission challenge(InetAddress source, boolean stale, Instant now) {
        return new Admission.Challenged(OutgoingResponse.of(
                407,
                "Proxy authentication required",
                "Proxy-Authenticate",
                realm.challenges(source.getHostAddress(), stale, now)));
    }

    private Admission refuse(InetAddress source, Instant now, String reason) {
        refusals.failed(source, now);
        return new Admission.Refused(OutgoingResponse.of(403, reason));
    }

    private static Admission user(AddressOfRecord aor, RequestText invite) {
        Caller caller = Caller.ofUser(invite);
        return new Admission.Admitted(
                new Origin.User(aor),
                true,
                caller.number(),
                caller.name(),
                Caller.preferred(invite),
                caller.anonymous(),
                caller.asserted());
    }

    private Admission trunk(TrunkPeer trunk, boolean proven, RequestText invite) {
        // What a trunk says of its callers is taken for true, but not that they are users of ours.
        Caller caller = Caller.ofTrunk(invite).unless(this::isUser);
        // A preferred identity is a user's wish; from a trunk it means nothing.
        return new Admission.Admitted(
                new Origin.Trunk(trunk.name()),
                proven,
                caller.number(),
                caller.name(),
                Optional.empty(),
                caller.anonymous(),
                caller.asserted());
    }
}
