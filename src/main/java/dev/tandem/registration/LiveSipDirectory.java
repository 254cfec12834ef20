package dev.tandem.registration;

import dev.tandem.demo.Demo;
import dev.tandem.identity.Identities;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.auth.DigestCredentials;
import dev.tandem.sip.trunk.TrunkPeer;
import dev.tandem.trunk.TrunkDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The trunks and users as they are now. While no trunk is configured, the simulated carrier's is the only one. */
@ApplicationScoped
public class LiveSipDirectory implements SipDirectory {

    private final TrunkDirectory configured;
    private final Identities identities;
    private final Demo demo;

    LiveSipDirectory(TrunkDirectory configured, Identities identities, Demo demo) {
        this.configured = configured;
        this.identities = identities;
        this.demo = demo;
    }

    @Override
    public List<TrunkPeer> trunks() {
        List<TrunkPeer> peers = configured.trunks();
        return peers.isEmpty() ? demo.trunk().map(List::of).orElse(List.of()) : peers;
    }

    @Override
    public Optional<DigestCredentials> credentials(AddressOfRecord aor) {
        return identities.credentials(aor);
    }
}
