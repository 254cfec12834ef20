package dev.tandem.media.conference;

import dev.tandem.media.pcm.Contribution;
import dev.tandem.media.pcm.Mixer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The form of a conference in which its members are mixed (RFC 4353, section 2.1): a mixer between them, and one rendition
 * for each form in which those who say nothing hear it.
 *
 * <p>It mixes at the widest rate at which somebody can say something to somebody else: two telephones among each other at 8
 * kHz, two browsers, or one and a G.722 telephone, at 16 kHz. It follows when members come and go.
 *
 * <p>Owned by its media loop; {@link #describe} is for any thread.
 */
final class Room {
    private static final int NARROWBAND_HZ = 8_000;
    private static final int WIDEBAND_HZ = 16_000;

    private final Mixer mixer = new Mixer(NARROWBAND_HZ);
    private final List<MemberMedia> members = new ArrayList<>();
    private final List<MemberMedia> leaving = new ArrayList<>();
    private final Map<Form, Rendition> common = new HashMap<>();
    private final List<Rendition> renditions = new ArrayList<>();
    private volatile String description = "empty";

    /** Somebody comes. */
    void enter(MemberMedia member) {
        enter(List.of(member));
    }

    /** Several come at once. */
    void enter(List<MemberMedia> entering) {
        for (MemberMedia member : entering) {
            members.add(member);
            mixer.add(member.contribution());
        }
        reconsider();
    }

    /** Somebody goes, and fades in the next frame. */
    void leave(MemberMedia member) {
        leaving.add(member);
    }

    /** Lets go of all members, who hear each other without it from now on, and frees what encodes. */
    void clear() {
        sweep();
        for (MemberMedia member : members) {
            mixer.remove(member.contribution());
        }
        members.clear();
        drop();
    }

    /** Whether there is nobody to hear for whoever is here. */
    boolean alone() {
        return members.size() == 1;
    }

    /** Does the work of one frame. */
    void tick(long nowNanos) {
        for (int i = 0; i < members.size(); i++) {
            members.get(i).listen();
        }
        mix();
        for (int i = 0; i < renditions.size(); i++) {
            renditions.get(i).begin();
        }
        for (int i = 0; i < members.size(); i++) {
            members.get(i).choose();
        }
        for (int i = 0; i < members.size(); i++) {
            if (!members.get(i).left()) {
                members.get(i).hear(nowNanos);
            }
        }
        if (!leaving.isEmpty()) {
            sweep();
        }
    }

    private void mix() {
        mixer.choose();
        for (int i = 0; i < members.size(); i++) {
            members.get(i).speak();
        }
        mixer.sum();
    }

    /** Clears those who left before this frame, whose last words have faded in it. */
    private void sweep() {
        for (MemberMedia member : leaving) {
            members.remove(member);
            mixer.remove(member.contribution());
            member.free();
        }
        leaving.clear();
        reconsider();
    }

    /** Follows what its members have agreed on, and what they can say to each other. */
    void reconsider() {
        int sampleRateHz = widest();
        if (sampleRateHz != mixer.sampleRateHz()) {
            mixer.retune(sampleRateHz);
        }
        members.forEach(member -> member.retune(sampleRateHz));
        drop();
        description = members.stream()
                .filter(member -> !member.left())
                .map(member -> member.end().form())
                .map(form -> form == null ? "nothing yet" : form.toString())
                .collect(Collectors.joining(", ", "mixed at " + sampleRateHz + " Hz: ", ""));
    }

    /** The widest rate that one can say and another can hear. */
    private int widest() {
        int first = 0;
        int second = 0;
        int any = 0;
        for (MemberMedia member : members) {
            int rateHz = member.left() ? 0 : member.end().rateHz();
            any += rateHz == MemberEnd.ANY_RATE ? 1 : 0;
            second = Math.max(second, Math.min(first, rateHz));
            first = Math.max(first, rateHz);
        }
        if (any > 0) {
            return any == 1 && first > 0 ? first : Math.max(WIDEBAND_HZ, first);
        }
        return Math.max(NARROWBAND_HZ, second);
    }

    private void drop() {
        renditions.removeIf(rendition -> {
            boolean unused = members.stream()
                    .noneMatch(member -> rendition.form().equals(member.end().form()));
            if (unused) {
                common.remove(rendition.form());
                rendition.close();
            }
            return unused;
        });
    }

    Rendition common(Form form) {
        return common.computeIfAbsent(form, absent -> {
            Rendition made = new Rendition(absent);
            renditions.add(made);
            return made;
        });
    }

    int sampleRateHz() {
        return mixer.sampleRateHz();
    }

    int[] total() {
        return mixer.total();
    }

    int[] without(Contribution own) {
        return mixer.without(own);
    }

    /** The rate and the forms, as text. */
    String describe() {
        return description;
    }

    /** Frees what those hold who have left. */
    void close() {
        sweep();
        description = "closed";
    }
}
