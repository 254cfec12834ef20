package dev.tandem.call;

import dev.tandem.call.CallLeg.Place;
import dev.tandem.media.Conference;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.Offered;
import dev.tandem.media.SdpOutcome.Refused;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.IncomingInvite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call: its participants, from the first INVITE to the end. It goes on for as long as two are in it or on the way, or one
 * whom an application keeps. They meet in a conference of the media engine, in which two are as cheap as a bridge.
 *
 * <p>Everything runs on the call loop that owns the call, except what says otherwise. What one event brings is told in one
 * fact, so that its events are kept together.
 */
public final class Call implements CallControl, ParticipantOwner {

    private final CallBook book;
    private final CallServices services;
    private final Executor loop;
    private final Roster roster;
    private Optional<CallPlacement> placement = Optional.empty();
    private CallListener listener = CallListener.NOBODY;
    private CompletionStage<Integer> kept = CompletableFuture.completedFuture(0);
    private @Nullable Conference conference;
    private boolean membersChanged;
    private boolean answered;
    private boolean over;

    private Call(CallBook book, CallServices services, Executor loop) {
        this.book = book;
        this.services = services;
        this.loop = loop;
        roster = new Roster(this, services.participantsMax());
    }

    /** A call that nobody placed: whoever makes it rings its participants. */
    public static Call empty(CallBook book, CallServices services, Executor loop) {
        return new Call(book, services, loop);
    }

    /** A call that somebody placed; {@link #start} begins it. */
    static Call placed(IncomingInvite invite, String tenant, CallServices services, Executor loop) {
        CallOrigin origin = CallOrigin.of(invite.origin());
        CallBook book = new CallBook(origin.heading(tenant, invite), services.clock());
        book.over(origin.trunk());
        Call call = new Call(book, services, loop);
        call.placement = Optional.of(new CallPlacement(call, book, invite, origin, services, loop));
        return call;
    }

    @Override
    public String id() {
        return book.heading().id();
    }

    /** The Call-ID header of the caller's leg; the call's id when nobody placed it. Any thread. */
    public String sipCallId() {
        return book.heading().sipCallId();
    }

    @Override
    public String tenant() {
        return book.heading().tenant();
    }

    /** The call as it is now. Any thread. */
    public CallView view() {
        return book.view();
    }

    /** What happened so far and why. Any thread. */
    public List<CallTrace.Step> trace() {
        return book.trace();
    }

    /** Ends it because the gateway or an operator wants that. Any thread. */
    public void end(EndReason reason) {
        step(() -> {
            boolean waits = roster.waiting().isPresent();
            int status = !waits ? 200 : reason == EndReason.ENDED_BY_API ? 480 : 503;
            end(new CallEnd(reason, status, "ended by the gateway"));
        });
    }

    /** What is particular to a call that somebody placed; empty for one that nobody did. */
    public Optional<CallPlacement> placement() {
        return placement;
    }

    /** Begins a call that somebody placed. Any thread. */
    void start() {
        step(() -> placement.ifPresent(CallPlacement::begin));
    }

    /** Runs something on the call loop. Completes when what came of it is kept: no crash makes it unheard of. Any thread. */
    public <T> CompletionStage<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            T answer = question.get();
                            settled();
                            return kept.thenApply(rows -> answer);
                        },
                        loop)
                .thenCompose(Function.identity());
    }

    @Override
    public void step(Runnable task) {
        loop.execute(() -> {
            task.run();
            settled();
        });
    }

    @Override
    public void later(Duration delay, Runnable task) {
        Runnable unlessOver = () -> {
            if (!over) {
                task.run();
            }
        };
        services.ports().later(delay, () -> step(unlessOver));
    }

    // From here on: the call loop.

    /** Has somebody told of what happens from now on; one at a time. */
    public void listen(CallListener to) {
        listener = to;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public Roster roster() {
        return roster;
    }

    @Override
    public void invite(Participant participant, CallPlan plan) {
        plan.reasons().forEach(book::tell);
        participant.on(new ParticipantEvent.Invited(plan));
    }

    @Override
    public Conference conference() {
        Conference known = conference;
        if (known == null) {
            known = services.ports().conference();
            conference = known;
        }
        return known;
    }

    @Override
    public void changed() {
        membersChanged = true;
    }

    @Override
    public Instant now() {
        return book.now();
    }

    @Override
    public void tell(String what) {
        book.tell(what);
    }

    @Override
    public void end(CallEnd how) {
        end(how, Duration.ZERO);
    }

    /** The same; a caller who waits is told when to try again. */
    void end(CallEnd how, Duration retryAfter) {
        if (over) {
            return;
        }
        over = true;
        placement.ifPresent(CallPlacement::over);
        listener.ending();
        roster.all().forEach(one -> one.callOver(how, retryAfter));
        listener.ended(how);
        if (conference != null) {
            conference.close();
        }
        book.ended(how);
        services.directory().remove(this);
        keep(listener.news(false), trace());
    }

    @Override
    public void endIfDeserted(CallEnd how) {
        if (roster.size() < (listener.keepsOneAlone() ? 1 : 2)) {
            end(how);
        }
    }

    @Override
    public void settled() {
        if (over) {
            return;
        }
        CallListener.News news = listener.news(membersChanged);
        boolean tells = membersChanged || !news.isNone();
        membersChanged = false;
        if (tells) {
            keep(news, List.of());
        }
    }

    private void keep(CallListener.News news, List<CallTrace.Step> trace) {
        kept = services.log().happened(new CallFact(tenant(), view(), trace, news.events(), news.attached()));
    }

    @Override
    public void joined(Participant participant) {
        membersChanged = true;
        if (!answered) {
            answered = true;
            book.answered();
        }
        listener.joined(participant);
    }

    @Override
    public void notJoined(Participant participant, CallEnd why) {
        roster.remove(participant);
        book.tell(participant.id() + " did not join: " + why.sipStatus() + " " + why.text());
        listener.notJoined(participant, why);
        endIfDeserted(why);
    }

    @Override
    public void left(Participant participant, CallEnd how) {
        roster.remove(participant);
        membersChanged = true;
        listener.left(participant);
        book.tell(participant.id() + " left: " + how.reason().wire());
        endIfDeserted(how);
    }

    @Override
    public Place place(LegOwner owner) {
        return new Place(services.ports(), loop, owner);
    }

    @Override
    public Optional<Offered> offered() {
        return roster.waiting().flatMap(Participant::invite).flatMap(CallerInvite::offered);
    }

    @Override
    public void placed(CallLeg leg) {
        book.add(leg);
    }

    @Override
    public Conference.Member seat(MediaLeg leg) {
        return conference().join(leg);
    }

    @Override
    public void tell(String leg, String what) {
        book.tell(leg, what);
    }

    @Override
    public void rang(Participant participant, int status) {
        placement.ifPresent(caller -> caller.progress(status));
        if (status == CallerInvite.RINGING || status == CallerInvite.PROGRESS) {
            book.rang();
            listener.rang(participant);
        }
    }

    @Override
    public boolean heardEarly(Participant participant, CodecName codec) {
        return placement.map(caller -> caller.hearEarly(codec)).orElse(false);
    }

    @Override
    public Optional<Refused> answered(Participant participant, CodecName codec) {
        return placement.flatMap(caller -> caller.answered(codec));
    }

    @Override
    public void pressed(Participant participant, char digit) {
        listener.pressed(participant, digit);
    }

    @Override
    public void fellSilent(String reason) {
        List<Participant> present = roster.present();
        // Where one talks on, the call is for them to end: who is silent may only be listening.
        if (present.stream().allMatch(Participant::isSilent)) {
            present.forEach(one -> one.on(new ParticipantEvent.MediaLost(reason)));
        }
    }

    @Override
    public void heldChanged() {
        book.held(roster.all().stream().anyMatch(Participant::isHeldByThem));
    }
}
