package dev.tandem.registration;

import dev.tandem.identity.Identities;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.TrunkTable;
import dev.tandem.trunk.TrunkDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Everybody SIP may hear from. For any thread. */
@Singleton
public class TrunksAndUsers implements SipDirectory {

    private final TrunkDirectory trunks;
    private final Identities identities;

    /** Made by the container. */
    @Inject
    public TrunksAndUsers(TrunkDirectory trunks, Identities identities) {
        this.trunks = trunks;
        this.identities = identities;
    }

    @Override
    public List<TrunkPeer> trunks() {
        return trunks.trunks();
    }

    @Override
    public TrunkTable trunkTable() {
        return trunks.table();
    }

    @Override
    public boolean isUser(AddressOfRecord aor) {
        return identities.exists(aor);
    }

    @Override
    public Optional<DigestCredentials> credentials(AddressOfRecord aor) {
        return identities.credentials(aor);
    }
}
