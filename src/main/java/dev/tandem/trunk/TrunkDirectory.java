package dev.tandem.trunk;

import dev.tandem.route.RouteRule;
import dev.tandem.sip.trunk.TrunkPeer;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
public class TrunkDirectory {
    public List<TrunkPeer> trunks() {
        return List.of();
    }

    public List<RouteRule> routes() {
        return List.of();
    }
}
