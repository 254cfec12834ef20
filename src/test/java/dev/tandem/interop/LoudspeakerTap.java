package dev.tandem.interop;

import dev.tandem.testkit.Chromium;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * What an audio element of a page plays, at 8000 Hz, as the loudspeaker would get it. In an audio worklet: the page's own
 * thread would miss frames whenever it is busy.
 */
final class LoudspeakerTap {

    private static final String TAP = """
            (async () => {
              const audio = document.querySelector('%s');
              const context = new AudioContext({ sampleRate: 8000 });
              const code = `registerProcessor('tap', class extends AudioWorkletProcessor {
                process([[samples]]) {
                  if (samples) this.port.postMessage(samples.slice());
                  return true;
                }
              })`;
              await context.audioWorklet.addModule(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
              const frames = (window.heardFrames = []);
              const node = new AudioWorkletNode(context, 'tap');
              node.port.onmessage = ({ data }) =>
                frames.push(Int16Array.from(data, (x) => Math.max(-1, Math.min(1, x)) * 32767));
              window.heardNodes = [context, node, context.createMediaStreamSource(audio.srcObject)];
              window.heardNodes[2].connect(node);
            })()""";

    private static final String HEARD = """
            window.heardFrames.map((frame) => btoa(String.fromCharCode(...new Uint8Array(frame.buffer)))).join(' ')""";

    private final Chromium browser;

    private LoudspeakerTap(Chromium browser) {
        this.browser = browser;
    }

    /** Listens from now on to the element that {@code selector} names; its stream must be there. */
    static LoudspeakerTap on(Chromium browser, String selector) throws Exception {
        browser.evaluate(TAP.formatted(selector));
        return new LoudspeakerTap(browser);
    }

    /** What was played since: samples. */
    short[] heard() throws Exception {
        String[] frames = browser.evaluate(HEARD).split(" ");
        ByteBuffer octets = ByteBuffer.allocate(frames.length * 256).order(ByteOrder.LITTLE_ENDIAN);
        for (String frame : frames) {
            octets.put(Base64.getDecoder().decode(frame));
        }
        short[] samples = new short[octets.position() / 2];
        octets.flip();
        octets.asShortBuffer().get(samples);
        return samples;
    }
}
