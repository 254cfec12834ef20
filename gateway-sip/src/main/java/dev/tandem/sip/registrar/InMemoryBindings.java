package dev.tandem.sip.registrar;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import dev.tandem.sip.BindingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Bindings in memory, bounded in number; lapsed ones go when room or a count is asked for. Thread-safe: one lock, held
 * for a few map operations at a time.
 */
public final class InMemoryBindings implements BindingStore {

    private static final int CONTACTS_PER_AOR_MAX = 10;

    private final int capacity;
    /** Newest last. */
    private final Map<AddressOfRecord, List<Binding>> byAor = new HashMap<>();

    private final Map<String, Set<Binding>> byFlow = new HashMap<>();
    private final TreeSet<Binding> byExpiry = new TreeSet<>(Comparator.comparing(Binding::expiresAt)
            .thenComparing(binding -> binding.aor().userPart())
            .thenComparing(Binding::contact));

    /** Makes an empty store for at most {@code capacity} bindings. */
    public InMemoryBindings(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized List<Binding> find(AddressOfRecord aor, Instant now) {
        List<Binding> found = new ArrayList<>();
        for (Binding binding : byAor.getOrDefault(aor, List.of())) {
            if (binding.expiresAt().isAfter(now)) {
                found.add(0, binding);
            }
        }
        return List.copyOf(found);
    }

    @Override
    public synchronized boolean put(Binding binding, Instant now) {
        dropLapsed(now);
        List<Binding> replaced = replacedBy(binding);
        if (replaced.stream().anyMatch(old -> isOlder(binding, old))) {
            return true; // overtaken on its way by a later REGISTER of the same Call-ID: what is here is right
        }
        int contacts = byAor.getOrDefault(binding.aor(), List.of()).size() - replaced.size();
        if (contacts >= CONTACTS_PER_AOR_MAX || byExpiry.size() - replaced.size() >= capacity) {
            return false;
        }
        replaced.forEach(this::drop);
        byAor.computeIfAbsent(binding.aor(), aor -> new ArrayList<>()).add(binding);
        binding.flow()
                .ifPresent(flow ->
                        byFlow.computeIfAbsent(flow, id -> new HashSet<>()).add(binding));
        byExpiry.add(binding);
        return true;
    }

    @Override
    public synchronized void remove(AddressOfRecord aor, String contact) {
        List.copyOf(byAor.getOrDefault(aor, List.of())).stream()
                .filter(binding -> binding.contact().equals(contact))
                .forEach(this::drop);
    }

    @Override
    public synchronized void removeAll(AddressOfRecord aor) {
        List.copyOf(byAor.getOrDefault(aor, List.of())).forEach(this::drop);
    }

    @Override
    public synchronized void removeFlow(String flow) {
        Set.copyOf(byFlow.getOrDefault(flow, Set.of())).forEach(this::drop);
    }

    @Override
    public synchronized boolean hasFlow(String flow, Instant now) {
        for (Binding binding : byFlow.getOrDefault(flow, Set.of())) {
            if (binding.expiresAt().isAfter(now)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized int count(Instant now) {
        dropLapsed(now);
        return byExpiry.size();
    }

    private List<Binding> replacedBy(Binding binding) {
        return byAor.getOrDefault(binding.aor(), List.of()).stream()
                .filter(old -> old.contact().equals(binding.contact()) || sameInstance(old, binding))
                .toList();
    }

    private static boolean sameInstance(Binding one, Binding other) {
        Optional<String> instance = one.instance();
        return instance.isPresent() && instance.equals(other.instance());
    }

    private static boolean isOlder(Binding binding, Binding old) {
        return binding.callId().equals(old.callId()) && binding.cseq() < old.cseq();
    }

    private void dropLapsed(Instant now) {
        while (!byExpiry.isEmpty() && !byExpiry.first().expiresAt().isAfter(now)) {
            drop(byExpiry.first());
        }
    }

    private void drop(Binding binding) {
        byExpiry.remove(binding);
        byAor.computeIfPresent(binding.aor(), (aor, all) -> without(all, binding));
        binding.flow()
                .ifPresent(flow -> byFlow.computeIfPresent(flow, (id, all) -> {
                    all.remove(binding);
                    return all.isEmpty() ? null : all;
                }));
    }

    private static @Nullable List<Binding> without(List<Binding> all, Binding binding) {
        all.remove(binding);
        return all.isEmpty() ? null : all;
    }
}
