package dev.tandem.trunk;

import dev.tandem.media.LegTerms;
import dev.tandem.media.codec.CodecName;
import dev.tandem.route.Trunk;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.TrunkTable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The trunks as they are now. For any thread: a snapshot, replaced on change. Empty until loaded at start. */
@Singleton
public class TrunkDirectory {

    private volatile Snapshot snapshot = Snapshot.of(List.of());
    private volatile Optional<Snapshot> standIn = Optional.empty();

    private record Snapshot(List<Trunk> trunks, List<TrunkPeer> peers, TrunkTable table) {
        static Snapshot of(List<Trunk> trunks) {
            List<TrunkPeer> peers = trunks.stream().map(Trunk::peer).toList();
            return new Snapshot(List.copyOf(trunks), peers, new TrunkTable(peers));
        }
    }

    /** All trunks, enabled or not, by name. */
    public List<Trunk> all() {
        return snapshot.trunks();
    }

    /** The trunk of this name. */
    public Optional<Trunk> find(String name) {
        return all().stream().filter(trunk -> trunk.name().equals(name)).findFirst();
    }

    /** What may be spoken over that trunk; what everybody speaks over one that was removed meanwhile. */
    public List<CodecName> codecs(String name) {
        return inService(name).map(Trunk::codecs).orElse(List.of(CodecName.PCMU, CodecName.PCMA));
    }

    /** What media over that trunk agrees to; the usual for one that was removed while it rang. */
    public LegTerms terms(String name) {
        return inService().stream()
                .filter(trunk -> trunk.name().equals(name))
                .findFirst()
                .map(Trunk::terms)
                .orElse(LegTerms.USUAL);
    }

    /** The configured trunks; while there are none, the stand-in if there is one. */
    public List<Trunk> inService() {
        return serving().trunks();
    }

    /** The trunk of this name among them. */
    public Optional<Trunk> inService(String name) {
        return inService().stream().filter(trunk -> trunk.name().equals(name)).findFirst();
    }

    /** The same as SIP needs them. */
    public List<TrunkPeer> trunks() {
        return serving().peers();
    }

    /** The same by what proves them. */
    public TrunkTable table() {
        return serving().table();
    }

    private Snapshot serving() {
        Snapshot configured = snapshot;
        return configured.trunks().isEmpty() ? standIn.orElse(configured) : configured;
    }

    /** Names the trunk that serves while none is configured: the simulated carrier's. Empty: there is none. */
    public void standIn(Optional<TrunkPeer> peer) {
        standIn = peer.map(Trunk::ofPeer).map(List::of).map(Snapshot::of);
    }

    /** The stand-in while it serves. */
    Optional<Trunk> standIn() {
        return snapshot.trunks().isEmpty() ? standIn.map(each -> each.trunks().get(0)) : Optional.empty();
    }

    void replace(List<Trunk> trunks) {
        snapshot = Snapshot.of(trunks);
    }
}
