package dev.tandem.speech;

import dev.tandem.media.play.PlaySource;
import dev.tandem.operation.Speech;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** espeak-ng, where it is installed: a plain voice in a hundred languages, without a network. It does not listen. */
final class EspeakSpeech implements Speech {

    private static final String PROGRAM = "espeak-ng";
    private static final int SECONDS_MAX = 10;
    private static final String VOICE = "[A-Za-z0-9][A-Za-z0-9+_-]{0,30}";
    private static final String USUAL_VOICE = "en-us";

    private final Executor workers;
    private final LongAdder refused = new LongAdder();

    EspeakSpeech(Executor workers) {
        this.workers = workers;
    }

    /** Whether the program is on the path. */
    static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, PROGRAM))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String name() {
        return PROGRAM;
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

    private static Spoken speak(Utterance utterance) {
        try {
            // Into a file: what it writes to a pipe claims a length of two gigabytes.
            Path wav = Files.createTempFile("tandem-speech", ".wav");
            try {
                return speak(utterance, wav);
            } finally {
                Files.deleteIfExists(wav);
            }
        } catch (IOException unable) {
            return Spoken.failed("espeak-ng cannot be run: " + unable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Spoken.failed("espeak-ng was interrupted.");
        }
    }

    private static Spoken speak(Utterance utterance, Path wav) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(utterance, wav))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream text = process.getOutputStream()) {
            text.write(utterance.text().getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Spoken.failed("espeak-ng took more than " + SECONDS_MAX + " seconds.");
        }
        boolean spoken = process.exitValue() == 0 && Files.size(wav) > 0 && Files.size(wav) <= PlaySource.OCTETS_MAX;
        return spoken ? Spoken.of(Files.readAllBytes(wav)) : Spoken.failed("espeak-ng could not speak the text.");
    }

    /** The text goes through standard input, never on the command line. */
    private static List<String> command(Utterance utterance, Path wav) {
        List<String> command =
                new ArrayList<>(List.of(PROGRAM, "--stdin", "-w", wav.toString(), "-v", voice(utterance)));
        if (utterance.ssml()) {
            command.add("-m");
        }
        return command;
    }

    private static String voice(Utterance utterance) {
        return utterance
                .voice()
                .or(utterance::locale)
                // Names such as en-US-JennyNeural are another vendor's: their language is the best we have.
                .map(name -> name.replaceFirst("^([a-zA-Z]{2,3}-[a-zA-Z]{2})-.*", "$1"))
                .filter(name -> name.matches(VOICE))
                .orElse(USUAL_VOICE);
    }
}
