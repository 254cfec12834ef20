package dev.tandem.trunk;

import dev.tandem.sip.trunk.TrunkPeer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The trunks as they are now. For any thread: a snapshot, replaced on change. Empty until loaded at start. */
@Singleton
public class TrunkDirectory {

    private volatile Snapshot snapshot = new Snapshot(List.of(), List.of());

    private volatile Optional<Trunk> standIn = Optional.empty();

    private record Snapshot(List<Trunk> trunks, List<TrunkPeer> peers) {}

    /** All trunks, enabled or not, by name. */
    public List<Trunk> all() {
        return snapshot.trunks();
    }

    /** The trunk of this name. */
    public Optional<Trunk> find(String name) {
        return all().stream().filter(trunk -> trunk.name().equals(name)).findFirst();
    }

    /** The configured trunks; while there are none, the stand-in if there is one. */
    public List<Trunk> inService() {
        List<Trunk> configured = snapshot.trunks();
        return configured.isEmpty() ? standIn.map(List::of).orElse(List.of()) : configured;
    }

    /** The same as SIP needs them. */
    public List<TrunkPeer> trunks() {
        List<TrunkPeer> peers = snapshot.peers();
        return peers.isEmpty() ? standIn.map(Trunk::peer).map(List::of).orElse(List.of()) : peers;
    }

    /** Names the trunk that serves while none is configured: the simulated carrier's. Empty: there is none. */
    public void standIn(Optional<TrunkPeer> peer) {
        standIn = peer.map(Trunk::ofPeer);
    }

    /** The stand-in while it serves. */
    Optional<Trunk> standIn() {
        return snapshot.trunks().isEmpty() ? standIn : Optional.empty();
    }

    void replace(List<Trunk> trunks) {
        snapshot = new Snapshot(
                List.copyOf(trunks), trunks.stream().map(Trunk::peer).toList());
    }
}
