package dev.tandem.trunk;

import dev.tandem.identity.Identities;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.auth.DigestCredentials;
import dev.tandem.sip.trunk.TrunkPeer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The trunks as they are now, and for SIP the users too. For any thread: a snapshot, replaced on change. */
@Singleton
public class TrunkDirectory implements SipDirectory {

    private final Identities identities;
    private volatile Snapshot snapshot = new Snapshot(List.of(), List.of());

    private record Snapshot(List<Trunk> trunks, List<TrunkPeer> peers) {}

    /** Empty until {@link RoutingConfiguration} loads it at start. */
    @Inject
    public TrunkDirectory(Identities identities) {
        this.identities = identities;
    }

    /** All trunks, enabled or not, by name. */
    public List<Trunk> all() {
        return snapshot.trunks();
    }

    /** The trunk of this name. */
    public Optional<Trunk> find(String name) {
        return all().stream().filter(trunk -> trunk.name().equals(name)).findFirst();
    }

    @Override
    public List<TrunkPeer> trunks() {
        return snapshot.peers();
    }

    @Override
    public Optional<DigestCredentials> credentials(AddressOfRecord aor) {
        return identities.credentials(aor);
    }

    void replace(List<Trunk> trunks) {
        snapshot = new Snapshot(
                List.copyOf(trunks), trunks.stream().map(Trunk::peer).toList());
    }
}
