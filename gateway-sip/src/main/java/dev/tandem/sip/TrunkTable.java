package dev.tandem.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The enabled trunks at one moment, by what proves them. Immutable. */
public final class TrunkTable {

    private final List<TrunkPeer> enabled;

    /** Makes a table of the trunks that are enabled. */
    public TrunkTable(List<TrunkPeer> trunks) {
        enabled = trunks.stream().filter(TrunkPeer::enabled).toList();
    }

    /**
     * The trunk whose smallest block holds {@code source}; of several the one of this transport. An address proves nothing
     * by UDP where TLS is agreed: anybody can forge it.
     *
     * @param transport how the message came, in lower case
     */
    public Optional<TrunkPeer> bySource(InetAddress source, String transport) {
        TrunkPeer found = null;
        int longest = -1;
        for (TrunkPeer trunk : enabled) {
            int prefix = trunk.transport().admits(transport) ? narrowest(trunk, source) : -1;
            boolean same = prefix == longest && trunk.transport().isSame(transport);
            if (prefix > longest || (same && prefix >= 0)) {
                found = trunk;
                longest = prefix;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The trunk without allowed sources that proves itself with {@code username}. */
    public Optional<TrunkPeer> byUsername(String username) {
        return enabled.stream()
                .filter(TrunkTable::provesByDigest)
                .filter(trunk -> trunk.credentials().orElseThrow().username().equals(username))
                .findFirst();
    }

    /** Whether there is a trunk to which a challenge could lead. */
    public boolean anyByDigest() {
        return enabled.stream().anyMatch(TrunkTable::provesByDigest);
    }

    private static boolean provesByDigest(TrunkPeer trunk) {
        return trunk.allowedSources().isEmpty() && trunk.credentials().isPresent();
    }

    /** Prefix length of the smallest block that holds the source, or -1. */
    private static int narrowest(TrunkPeer trunk, InetAddress source) {
        int longest = -1;
        for (Cidr block : trunk.allowedSources()) {
            if (block.prefixLength() > longest && block.contains(source)) {
                longest = block.prefixLength();
            }
        }
        return longest;
    }
}
