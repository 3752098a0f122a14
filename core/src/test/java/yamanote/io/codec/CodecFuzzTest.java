package yamanote.io.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.io.Bytes;
import yamanote.io.ScriptRead;

/**
 * Random bytes in random pieces against decoders that see everything at once. {@code
 * -Dyamanote.fuzz=1000000} runs longer; the failure names the seed.
 */
class CodecFuzzTest {
    private static final int ROUNDS = Integer.getInteger("yamanote.fuzz", 1000);

    /** The results in order: a text for a frame, "!" for a failure. */
    private static List<String> decode(byte[] wire, Decoder<?> decoder, Random random, int bound)
            throws Exception {
        FramedRead<Object> frames =
                FramedRead.of(ScriptRead.pieces(wire, random), bounded(decoder, 2 * bound));
        var results = new ArrayList<String>();
        boolean failed = false;
        for (int polls = 0; polls < 10 * wire.length + 100; polls++) {
            if (frames.buffered() > bound) {
                throw new AssertionError(frames.buffered() + " bytes are buffered");
            }
            try {
                Poll<@Nullable Object> polled = frames.pollNext(Context.noop());
                if (polled.isPending()) {
                    continue;
                }
                Object frame = ((Poll.Ready<@Nullable Object>) polled).value();
                if (frame != null) {
                    results.add(text(frame));
                } else if (!failed) {
                    return results;
                }
                failed = false;
            } catch (IOException e) {
                results.add("!");
                failed = true;
                if (decoder instanceof LengthDelimitedCodec) {
                    return results;
                }
            }
        }
        throw new AssertionError("no end");
    }

    /** Fails if the memory behind the buffer grows beyond {@code most}. */
    private static Decoder<Object> bounded(Decoder<?> decoder, int most) {
        return new Decoder<>() {
            @Override
            public @Nullable Object decode(Bytes in) throws IOException {
                check(in);
                return decoder.decode(in);
            }

            @Override
            public @Nullable Object decodeEnd(Bytes in) throws IOException {
                check(in);
                return decoder.decodeEnd(in);
            }

            private void check(Bytes in) {
                if (in.capacity() > most) {
                    throw new AssertionError(in.capacity() + " bytes of memory");
                }
            }
        };
    }

    private static String text(Object frame) {
        return frame instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.ISO_8859_1)
                : frame.toString();
    }

    private static byte[] bytes(Random random, String alphabet) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 10_000 : 200)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return bytes;
    }

    private static void rounds(Round round) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            try {
                round.run(new Random(seed));
            } catch (Throwable t) {
                throw new AssertionError("seed " + seed, t);
            }
        }
    }

    private interface Round {
        void run(Random random) throws Exception;
    }

    /** Pieces between delimiters, as a split of the whole finds them. */
    private static List<String> pieces(String all, String delimiters, int longest, boolean lines) {
        var expected = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < all.length(); i++) {
            if (delimiters.indexOf(all.charAt(i)) >= 0) {
                expected.add(piece(all.substring(start, i), longest, lines));
                start = i + 1;
            }
        }
        String rest = all.substring(start);
        if (!rest.isEmpty() && !(lines && rest.equals("\r") && longest > 0)) {
            expected.add(piece(rest, longest, lines));
        }
        return expected;
    }

    private static String piece(String piece, int longest, boolean lines) {
        if (piece.length() > longest) {
            return "!";
        }
        String kept =
                lines && piece.endsWith("\r") ? piece.substring(0, piece.length() - 1) : piece;
        return lines && kept.indexOf('\u00ff') >= 0 ? "!" : kept;
    }

    @Test
    void lines() {
        rounds(random -> {
            byte[] wire = bytes(random, random.nextBoolean() ? "ab\n\r" : "abcdefgh\r\u00ff\n");
            String all = new String(wire, StandardCharsets.ISO_8859_1);
            int longest = random.nextInt(20);
            List<String> expected = pieces(all, "\n", longest, true);
            assertThat(decode(wire, LinesCodec.withMaxLength(longest), random, 20_000))
                    .isEqualTo(expected);
        });
    }

    @Test
    void anyDelimiter() {
        rounds(random -> {
            byte[] wire = bytes(random, "abcdef,;\n\r\u00ff");
            String all = new String(wire, StandardCharsets.ISO_8859_1);
            int longest = random.nextInt(20);
            List<String> expected = pieces(all, ",;\n\r", longest, false);
            assertThat(decode(wire, AnyDelimiterCodec.withMaxLength(longest), random, 20_000))
                    .isEqualTo(expected);
        });
    }

    @Test
    void bytesComeAllAndInOrder() {
        rounds(random -> {
            byte[] wire = bytes(random, "abc\n\u00ff");
            List<String> decoded = decode(wire, new BytesCodec(), random, 20_000);
            assertThat(String.join("", decoded))
                    .isEqualTo(new String(wire, StandardCharsets.ISO_8859_1));
        });
    }

    private static LengthDelimitedCodec.Builder head(Random random) {
        return LengthDelimitedCodec.builder()
                .offset(random.nextInt(4))
                .lengthBytes(2 + random.nextInt(7))
                .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .maxFrameLength(3000);
    }

    @Test
    void framesWithALengthComeBackAsTheyWereSent() {
        rounds(random -> {
            LengthDelimitedCodec.Builder builder = head(random);
            builder.adjustment(-random.nextInt(5));
            Supplier<LengthDelimitedCodec> codec = builder::build;
            Bytes wire = new Bytes();
            var expected = new ArrayList<String>();
            for (int i = random.nextInt(20); i > 0; i--) {
                byte[] frame = new byte[random.nextInt(random.nextInt(5) == 0 ? 2990 : 30)];
                random.nextBytes(frame);
                codec.get().encode(frame, wire);
                expected.add(text(frame));
            }
            assertThat(decode(wire.toByteArray(), codec.get(), random, 30_000)).isEqualTo(expected);
        });
    }

    /** What a decoder that sees all bytes at once makes of lengths that may say anything. */
    private record Head(
            int offset, int lengthBytes, boolean big, int adjustment, int skip, int longest) {
        static Head of(Random random) {
            return new Head(
                    random.nextInt(4),
                    1 + random.nextInt(8),
                    random.nextBoolean(),
                    random.nextInt(21) - 10,
                    random.nextInt(14),
                    random.nextInt(random.nextBoolean() ? 10 : 3000));
        }

        LengthDelimitedCodec codec() {
            return LengthDelimitedCodec.builder()
                    .offset(offset)
                    .lengthBytes(lengthBytes)
                    .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                    .adjustment(adjustment)
                    .skip(skip)
                    .maxFrameLength(longest)
                    .build();
        }

        List<String> frames(byte[] wire) {
            var frames = new ArrayList<String>();
            int at = 0;
            while (at < wire.length) {
                if (wire.length - at < Math.max(offset + lengthBytes, skip)) {
                    return failed(frames);
                }
                BigInteger field = field(wire, at + offset);
                if (field.compareTo(BigInteger.valueOf(longest)) > 0) {
                    return failed(frames);
                }
                int follow = field.intValue() + adjustment;
                boolean takesNothing = skip + follow == 0;
                if (follow < 0 || takesNothing || follow > wire.length - at - skip) {
                    return failed(frames);
                }
                frames.add(text(Arrays.copyOfRange(wire, at + skip, at + skip + follow)));
                at += skip + follow;
            }
            return frames;
        }

        private BigInteger field(byte[] wire, int from) {
            byte[] field = Arrays.copyOfRange(wire, from, from + lengthBytes);
            if (!big) {
                for (int i = 0; i < field.length / 2; i++) {
                    byte b = field[i];
                    field[i] = field[field.length - 1 - i];
                    field[field.length - 1 - i] = b;
                }
            }
            return new BigInteger(1, field);
        }

        private static List<String> failed(List<String> frames) {
            frames.add("!");
            return frames;
        }
    }

    @Test
    void lengthsThatSayAnything() {
        rounds(random -> {
            Head head = Head.of(random);
            String alphabet =
                    random.nextBoolean()
                            ? "\u0000\u0000\u0000\u0001\u0002\u0007"
                            : "\u0000\u00ff\u0001\u0080";
            byte[] wire = bytes(random, alphabet);
            List<String> expected = head.frames(wire);
            assertThat(decode(wire, head.codec(), random, 30_000))
                    .as("" + head)
                    .isEqualTo(expected);
        });
    }
}
