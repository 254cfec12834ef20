package dev.tandem.sip.registrar;

import dev.tandem.sip.AddressOfRecord;
import java.time.Instant;
import java.util.List;

/** Bindings in memory, bounded in number. Thread-safe. */
public final class InMemoryBindings implements BindingStore {

    /** Makes an empty store for at most {@code capacity} bindings. */
    public InMemoryBindings(int capacity) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public List<Binding> find(AddressOfRecord aor, Instant now) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public boolean put(Binding binding, Instant now) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void remove(AddressOfRecord aor, String contact) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void removeAll(AddressOfRecord aor) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void removeFlow(String flow) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public int count(Instant now) {
        throw new UnsupportedOperationException("not built yet");
    }
}
