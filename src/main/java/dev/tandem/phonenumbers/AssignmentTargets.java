package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsException;
import dev.tandem.identity.Identities;
import dev.tandem.identity.RawId;
import dev.tandem.number.owned.Assignment;
import dev.tandem.trunk.TrunkDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds assignments to what exists: identities that were created, SIP hosts that are a trunk's. */
@Singleton
public class AssignmentTargets {
    /** The host of a SIP URI (RFC 3261, section 25.1): after the at sign, an IPv6 address in brackets. */
    private static final Pattern HOST = Pattern.compile("@(\\[[^\\]]*\\]|[^:;?]*)");

    private final Identities identities;
    private final TrunkDirectory trunks;

    /** Made by the container. */
    @Inject
    public AssignmentTargets(Identities identities, TrunkDirectory trunks) {
        this.identities = identities;
        this.trunks = trunks;
    }

    /** 400 when the target is nobody. Applications are known only by what they answer, so any name will do. */
    void require(Assignment assignment) {
        switch (assignment.kind()) {
            case IDENTITY -> requireIdentity(assignment.target());
            case SIP -> requireTrunk(assignment.target());
            case APPLICATION -> {}
        }
    }

    private void requireIdentity(String rawId) {
        if (RawId.parse(rawId).filter(identities::exists).isEmpty()) {
            throw AcsException.badRequest("There is no such identity; create it first.", "id");
        }
    }

    private void requireTrunk(String uri) {
        Matcher host = HOST.matcher(uri);
        // Else any number could be made to call any host there is.
        if (!host.find()
                || trunks.all().stream().noneMatch(trunk -> trunk.host().equalsIgnoreCase(host.group(1)))) {
            throw AcsException.badRequest("The host of a SIP URI must be that of a configured trunk.", "uri");
        }
    }
}
