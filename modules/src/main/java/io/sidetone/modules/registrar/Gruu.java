package io.sidetone.modules.registrar;

import io.sidetone.server.service.Binding;
import io.sidetone.sip.base.Rfc;
import io.sidetone.sip.text.Text;
import io.sidetone.sip.uri.SipUri;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// URIs that reach one device of a user from anywhere: a public one that shows who the user is, and temporary
/// ones that do not. Thread-safe.
///
/// A temporary one is not stored: it holds the address, the device and the Call-ID, encrypted. It is good as long
/// as the device is registered with that Call-ID.
@Rfc(number = 5627, section = "5.4")
final class Gruu {

    /// What temporary ones begin with.
    static final String TEMPORARY = "tgruu.";

    private static final String PARAMETER = "gr";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    /// How much of a hash is kept, in octets.
    private static final int HASH = 8;

    /// A longer user is none of ours.
    private static final int LONGEST = 1000;

    private final SecretKey key;
    private final RandomGenerator random;

    /// @param secret whoever knows it can read temporary URIs
    /// @param random for what makes each of them look different
    Gruu(String secret, RandomGenerator random) {
        byte[] digest = sha256(secret);
        this.key = new SecretKeySpec(digest, 0, 16, "AES");
        this.random = random;
    }

    /// Which devices a URI means. Immutable.
    sealed interface Meaning {

        /// Whether it means the device of a binding.
        boolean fits(Binding binding);
    }

    /// What a public one means: a device by its URN.
    ///
    /// @param instance the URN
    private record Public(String instance) implements Meaning {
        @Override
        public boolean fits(Binding binding) {
            return Matching.sameInstance(instance, binding.instance());
        }
    }

    /// What a temporary one means: a device, as long as it registers with the same Call-ID.
    ///
    /// @param device hash of the URN
    /// @param call hash of the Call-ID
    private record Temporary(long device, long call) implements Meaning {
        @Override
        public boolean fits(Binding binding) {
            String instance = binding.instance();
            return instance != null && hash(lower(instance)) == device && hash(binding.callId()) == call;
        }
    }

    /// An address of record, and the devices that are meant of all that it has.
    ///
    /// @param address the address of record
    record Resolved(String address, Meaning meaning) {}

    /// Whether a URI is one, of ours or of others.
    @Rfc(number = 5627, section = "3.1")
    static boolean isGruu(SipUri uri) {
        return uri.hasParameter(PARAMETER);
    }

    /// The public one of a device.
    ///
    /// @param address the URI of the user
    @Rfc(number = 5627, section = "5.4")
    static String publicOf(SipUri address, String instance) {
        return address.withoutParameters()
                .withoutHeaders()
                .withPassword(null)
                .withParameter(PARAMETER, instance)
                .text();
    }

    /// A temporary one of a device, another one each time.
    ///
    /// @param uri the URI of the user
    /// @param address the address of record
    @Rfc(number = 5627, section = "5.4")
    String temporaryOf(SipUri uri, String address, Binding binding) {
        byte[] name = address.getBytes(StandardCharsets.UTF_8);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ByteBuffer content = ByteBuffer.allocate(2 * HASH + name.length);
        content.putLong(hash(lower(String.valueOf(binding.instance()))));
        content.putLong(hash(binding.callId()));
        content.put(name);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, content.array());
        byte[] token = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, token, NONCE, sealed.length);
        return uri.withoutParameters()
                .withoutHeaders()
                .withPassword(null)
                .withUser(TEMPORARY + Base64.getUrlEncoder().withoutPadding().encodeToString(token))
                .withParameter(PARAMETER, null)
                .text();
    }

    /// What a URI means; null if it is no GRUU, or no temporary one of ours.
    ///
    /// @param address the address of record that the URI has, if it is a public one
    @Rfc(number = 5627, section = "6.1")
    @Nullable
    Resolved resolve(SipUri uri, @Nullable String address) {
        if (!isGruu(uri)) {
            return null;
        }
        String instance = uri.parameter(PARAMETER);
        if (instance != null && !instance.isEmpty()) {
            String urn = instance.startsWith("<") && instance.endsWith(">")
                    ? instance.substring(1, instance.length() - 1)
                    : instance;
            return address == null ? null : new Resolved(address, new Public(urn));
        }
        String user = uri.user();
        if (user == null || !user.startsWith(TEMPORARY) || user.length() > LONGEST) {
            return null;
        }
        try {
            byte[] token = Base64.getUrlDecoder().decode(user.substring(TEMPORARY.length()));
            if (token.length <= NONCE) {
                return null;
            }
            byte[] sealed = Arrays.copyOfRange(token, NONCE, token.length);
            ByteBuffer content = ByteBuffer.wrap(crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(token, NONCE), sealed));
            Temporary meaning = new Temporary(content.getLong(), content.getLong());
            byte[] name = new byte[content.remaining()];
            content.get(name);
            return new Resolved(new String(name, StandardCharsets.UTF_8), meaning);
        } catch (IllegalArgumentException | IllegalStateException | BufferUnderflowException _) {
            return null;
        }
    }

    /// The binding that a GRUU leads to: of all flows of its device the one that was registered last.
    @Rfc(number = 5627, section = "6.1")
    static @Nullable Binding choose(List<Binding> bindings, Meaning meaning) {
        Binding chosen = null;
        for (Binding binding : bindings) {
            if (meaning.fits(binding) && (chosen == null || binding.modified() >= chosen.modified())) {
                chosen = binding;
            }
        }
        return chosen;
    }

    private static String lower(String text) {
        return Text.lower(text).toLowerCase(Locale.ROOT);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(sha256(text)).getLong();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
