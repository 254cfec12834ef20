package dev.tandem.sip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Trunks and users of a test. */
public final class SampleDirectory implements SipDirectory {

    private final List<TrunkPeer> trunks = new ArrayList<>();
    private final Map<AddressOfRecord, DigestCredentials> users = new HashMap<>();
    private final Set<AddressOfRecord> browserUsers = new HashSet<>();

    public SampleDirectory trunk(String name, String... sources) {
        return trunk(name, true, Optional.empty(), sources);
    }

    public SampleDirectory disabledTrunk(String name, String... sources) {
        return trunk(name, false, Optional.empty(), sources);
    }

    public SampleDirectory tlsTrunk(String name, String source) {
        return trunk(name, TrunkPeer.Transport.TLS, true, Optional.empty(), source);
    }

    /** A user without a password for softphones. */
    public SampleDirectory browserUser(AddressOfRecord aor) {
        browserUsers.add(aor);
        return this;
    }

    public SampleDirectory digestTrunk(String name, String username, String password) {
        return trunk(name, true, Optional.of(new DigestCredentials(username, password)));
    }

    public SampleDirectory user(AddressOfRecord aor, String password) {
        users.put(aor, new DigestCredentials(aor.userPart(), password));
        return this;
    }

    private SampleDirectory trunk(
            String name, boolean enabled, Optional<DigestCredentials> credentials, String... sources) {
        return trunk(name, TrunkPeer.Transport.UDP, enabled, credentials, sources);
    }

    private SampleDirectory trunk(
            String name,
            TrunkPeer.Transport transport,
            boolean enabled,
            Optional<DigestCredentials> credentials,
            String... sources) {
        List<Cidr> blocks =
                Stream.of(sources).map(Cidr::parse).map(Optional::orElseThrow).toList();
        trunks.add(new TrunkPeer(name, name + ".example", 5060, transport, blocks, credentials, enabled));
        return this;
    }

    @Override
    public List<TrunkPeer> trunks() {
        return List.copyOf(trunks);
    }

    @Override
    public boolean isUser(AddressOfRecord aor) {
        return users.containsKey(aor) || browserUsers.contains(aor);
    }

    @Override
    public Optional<DigestCredentials> credentials(AddressOfRecord aor) {
        return Optional.ofNullable(users.get(aor));
    }
}
