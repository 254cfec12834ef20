package dev.tandem.speech;

import dev.tandem.media.play.PlaySource;
import dev.tandem.operation.Speech;
import dev.tandem.speech.EspeakProgram.Output;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** espeak-ng, where it is installed: a plain voice in a hundred languages, without a network. It does not listen. */
final class EspeakSpeech implements Speech {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USUAL_VOICE = "en-us";
    private static final int WAV_HEADER_OCTETS = 44;
    private static final int RIFF_SIZE_AT = 4;
    private static final int DATA_SIZE_AT = 40;

    private final Executor workers;
    private final EspeakProgram program = new EspeakProgram(EspeakProgram.NAME, PATIENCE, PlaySource.OCTETS_MAX);
    private final LongAdder refused = new LongAdder();
    private volatile @Nullable EspeakVoices voices;

    EspeakSpeech(Executor workers) {
        this.workers = workers;
    }

    @Override
    public String name() {
        return EspeakProgram.NAME;
    }

    @Override
    public boolean listens() {
        return false;
    }

    @Override
    public long refused() {
        return refused.sum();
    }

    @Override
    public CompletionStage<Spoken> say(Utterance utterance) {
        try {
            return CompletableFuture.supplyAsync(() -> speak(utterance), workers);
        } catch (RejectedExecutionException full) {
            refused.increment();
            return CompletableFuture.completedFuture(Spoken.failed("Too many texts are being spoken at once."));
        }
    }

    @Override
    public CompletionStage<Heard> listen(byte[] wav, Optional<String> locale) {
        return CompletableFuture.completedFuture(
                Heard.failed("espeak-ng speaks and does not listen: set tandem.speech.url to have speech recognized."));
    }

    private Spoken speak(Utterance utterance) {
        try {
            return utterance.ssml() ? speakMarkup(utterance) : speakText(utterance);
        } catch (IOException unable) {
            return Spoken.failed("espeak-ng cannot be run: " + unable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Spoken.failed("espeak-ng was interrupted.");
        }
    }

    private Spoken speakMarkup(Utterance utterance) throws IOException, InterruptedException {
        Ssml ssml = Ssml.read(utterance.text(), voices()::find);
        if (ssml instanceof Ssml.Refused refusal) {
            return Spoken.failed(refusal.fault());
        }
        if (ssml instanceof Ssml.Read read) {
            return speak(read.markup(), USUAL_VOICE, List.of("-m"));
        }
        throw new AssertionError(ssml);
    }

    private Spoken speakText(Utterance utterance) throws IOException, InterruptedException {
        String asked = utterance.voice().or(utterance::locale).orElse(USUAL_VOICE);
        Optional<String> voice = voices().find(asked);
        if (voice.isEmpty()) {
            return Spoken.failed("espeak-ng has no voice of that name or language.");
        }
        // It takes control characters for commands of its own.
        return speak(utterance.text().replaceAll("\\p{Cc}", " "), voice.get(), List.of());
    }

    private Spoken speak(String text, String voice, List<String> more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--stdin", "--stdout", "-v", voice));
        arguments.addAll(more);
        Output output = program.run(arguments, text);
        return output.fault().isEmpty() ? spoken(output.octets()) : Spoken.failed(output.fault());
    }

    /** What it writes to a pipe claims a length of two gigabytes. */
    private static Spoken spoken(ByteBuffer wav) {
        byte[] octets = new byte[wav.remaining()];
        wav.get(octets);
        if (octets.length < WAV_HEADER_OCTETS) {
            return Spoken.failed("espeak-ng could not speak the text.");
        }
        ByteBuffer.wrap(octets)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(RIFF_SIZE_AT, octets.length - RIFF_SIZE_AT - Integer.BYTES)
                .putInt(DATA_SIZE_AT, octets.length - WAV_HEADER_OCTETS);
        return Spoken.of(octets);
    }

    private EspeakVoices voices() throws IOException, InterruptedException {
        EspeakVoices known = voices;
        if (known == null) {
            Output listing = program.run(List.of("--voices"), "");
            if (!listing.fault().isEmpty()) {
                throw new IOException(listing.fault());
            }
            known = EspeakVoices.of(
                    StandardCharsets.UTF_8.decode(listing.octets()).toString());
            voices = known;
        }
        return known;
    }
}
