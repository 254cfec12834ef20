package dev.tandem.demo;

import dev.tandem.media.MediaLeg;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call at the simulated carrier's end: a SIP leg, its media and the voice on it.
 *
 * <p>Events come one at a time from the SIP layer; the lock keeps them apart from {@link #hangUp}.
 */
final class CarrierCall {

    private static final List<CodecName> CODECS = List.of(CodecName.PCMU, CodecName.PCMA);

    private final MediaEngine engine;
    private final MediaLeg media;
    private final CarrierVoice voice;
    private final Runnable onEnd;
    private final CompletableFuture<Integer> outcome = new CompletableFuture<>();
    private @Nullable SipLeg leg;
    private boolean over;

    CarrierCall(MediaEngine engine, MediaLeg media, CarrierVoice voice, Runnable onEnd) {
        this.engine = engine;
        this.media = media;
        this.voice = voice;
        this.onEnd = onEnd;
    }

    CarrierVoice voice() {
        return voice;
    }

    /** Completes with the final SIP status of a call the carrier placed. */
    CompletableFuture<Integer> outcome() {
        return outcome;
    }

    synchronized String offer() {
        return media.offer(CODECS);
    }

    /** Gets its leg; one that comes too late is let go, for nobody would know of it any more. */
    synchronized void placed(SipLeg placedLeg) {
        leg = placedLeg;
        if (over) {
            placedLeg.hangUp();
        }
    }

    /** Answers a call from the gateway. */
    synchronized void answer(SipLeg incoming, String offer) {
        if (over) {
            incoming.reject(480, "Temporarily Unavailable");
            return;
        }
        leg = incoming;
        incoming.progress(180, Optional.empty());
        SdpOutcome agreed = media.answer(offer, CODECS);
        if (agreed instanceof SdpOutcome.Agreed answer) {
            talk();
            incoming.answer(answer.sdp());
        } else if (agreed instanceof SdpOutcome.Refused refused) {
            incoming.reject(refused.status(), refused.reason());
            end();
        }
    }

    synchronized void on(SipLegEvent event) {
        if (event instanceof SipLegEvent.Answered answered) {
            answered(answered.sdp());
        } else if (event instanceof SipLegEvent.Rejected rejected) {
            outcome.complete(rejected.status());
            end();
        } else if (event instanceof SipLegEvent.OfferReceived offer) {
            answerOffer(offer.sdp());
        } else if (event instanceof SipLegEvent.OfferWanted) {
            offerAnew();
        } else if (event instanceof SipLegEvent.OfferAnswered answered) {
            followed(answered.sdp());
        } else if (event instanceof SipLegEvent.OfferRefused) {
            media.withdrawOffer();
        } else if (event instanceof SipLegEvent.Acknowledged) {
            media.confirmed();
        } else if (event instanceof SipLegEvent.Ended) {
            end();
        } else {
            merelyHeard(event);
        }
    }

    /** What makes no difference to a voice that talks anyway. */
    private static void merelyHeard(SipLegEvent event) {
        if (event instanceof SipLegEvent.Progress || event instanceof SipLegEvent.DigitReceived) {
            return;
        }
        throw new AssertionError(event);
    }

    synchronized void hangUp() {
        if (leg != null) {
            leg.hangUp();
        }
        end();
    }

    private void answered(String sdp) {
        outcome.complete(200);
        if (media.accept(sdp) instanceof SdpOutcome.Agreed) {
            talk();
        } else {
            hangUp();
        }
    }

    private void offerAnew() {
        if (leg != null) {
            leg.answerOffer(media.offer(CODECS));
        }
    }

    private void followed(String answer) {
        if (media.accept(answer) instanceof SdpOutcome.Refused) {
            hangUp();
        }
    }

    private void answerOffer(String offer) {
        SipLeg dialog = leg;
        if (dialog == null) {
            return;
        }
        SdpOutcome outcomeOfOffer = media.answer(offer, CODECS);
        if (outcomeOfOffer instanceof SdpOutcome.Agreed agreed) {
            dialog.answerOffer(agreed.sdp());
        } else if (outcomeOfOffer instanceof SdpOutcome.Refused refused) {
            dialog.refuseOffer(refused.status());
        }
    }

    private void talk() {
        engine.attach(media, voice);
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        media.close();
        onEnd.run();
    }
}
