package io.sidetone.sip.tls;

import static io.sidetone.sip.tls.Certificates.file;
import static io.sidetone.sip.tls.Certificates.identity;
import static io.sidetone.sip.tls.Certificates.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidetone.sip.base.Rfc;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators get wrong, and what they are told of it.
class TlsFilesTest {

    @TempDir
    private Path folder;

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path certificates, Path key) {
        return assertThatThrownBy(() -> TlsContext.load(TlsSettings.of(TlsIdentity.of(certificates, key))))
                .isInstanceOf(TlsException.class);
    }

    private Path written(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    @Rfc(number = 7468, section = "2")
    @Rfc(number = 5915, section = "3")
    void readsOneKeyInAllItsForms() throws Exception {
        assertThat(PemFile.read(file("domain-key-pkcs1.pem")).privateKey("RSA"))
                .isEqualTo(PemFile.read(file("domain-key.pem")).privateKey("RSA"));
        for (String form : List.of("host-key-sec1.pem", "host-key-sec1-short.pem")) {
            assertThat(secret(form)).as(form).isEqualTo(secret("host-key.pem"));
        }
    }

    private static BigInteger secret(String file) throws TlsException {
        return ((ECPrivateKey) PemFile.read(file(file)).privateKey("EC")).getS();
    }

    @Test
    void readsACertificateAndItsKeyFromOneFile() throws Exception {
        String both = Files.readString(file("host-key.pem")) + "for human readers\n"
                + Files.readString(file("host.pem")).replace("\n", "\r\n");
        Path path = written("both.pem", both);
        assertThat(TlsContext.load(TlsSettings.of(TlsIdentity.of(path, path))).expires())
                .isNotNull();
    }

    @Test
    void saysWhichFileIsMissing() {
        Path missing = folder.resolve("missing.pem");
        assertRefused(missing, file("host-key.pem")).hasMessage(missing + ": there is no such file");
        assertRefused(file("host.pem"), missing).hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> TlsContext.load(TlsSettings.of().withAuthorities(missing)))
                .hasMessage(missing + ": there is no such file");
    }

    @Test
    void saysWhatIsNoFileOrTooLarge() throws Exception {
        assertRefused(folder, file("host-key.pem")).hasMessage(folder + ": is no file");
        Path large = folder.resolve("large.pem");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(PemFile.MAX_OCTETS + 1L);
        }
        assertRefused(large, file("host-key.pem")).hasMessageContaining("is larger than");
    }

    @Test
    void saysWhatAFileDoesNotHold() throws Exception {
        Path empty = written("empty.pem", "");
        assertRefused(empty, file("host-key.pem")).hasMessage(empty + ": holds no certificate");
        assertRefused(file("host.pem"), empty).hasMessage(empty + ": holds no private key");
        assertRefused(file("host.pem"), file("host.pem")).hasMessageEndingWith("holds no private key");
    }

    @Test
    void saysWhatIsDamaged() throws Exception {
        String text = Files.readString(file("host.pem"));
        assertRefused(written("cut.pem", text.substring(0, 300)), file("host-key.pem"))
                .hasMessageContaining("no line ends the block CERTIFICATE, at octet 0");
        assertRefused(written("odd.pem", text.replaceFirst("MII", "*II")), file("host-key.pem"))
                .hasMessageContaining("no base 64 in the block CERTIFICATE");
        assertRefused(written("bad.pem", text.replaceFirst("MII", "AII")), file("host-key.pem"))
                .hasMessageContaining("the certificate number 1 is damaged");
        assertRefused(written("line.pem", "-----BEGIN \n CERTIFICATE-----"), file("host-key.pem"))
                .hasMessageContaining("the line that begins a block is cut off");
        String key = Files.readString(file("host-key.pem"));
        assertRefused(file("host.pem"), written("key.pem", key.replaceFirst("MI", "AI")))
                .hasMessageContaining("the private key is damaged");
        assertRefused(file("host.pem"), written("name.pem", key.replace("PRIVATE KEY", "ODD PRIVATE KEY")))
                .hasMessageContaining("a private key of an unknown kind: ODD PRIVATE KEY");
        assertRefused(file("host.pem"), written("sec1.pem", key.replace("PRIVATE KEY", "EC PRIVATE KEY")))
                .hasMessageContaining("the private key is damaged");
        // SEC 1 lets the curve be left out.
        String curveless = "-----BEGIN EC PRIVATE KEY-----\nMAYCAQEEAQE=\n-----END EC PRIVATE KEY-----\n";
        assertRefused(file("host.pem"), written("curve.pem", curveless))
                .hasMessageContaining("does not name its curve");
    }

    @Test
    void saysThatAKeyIsEncrypted() {
        for (String key : List.of("domain-key-encrypted.pem", "domain-key-pkcs1-encrypted.pem")) {
            assertRefused(file("domain.pem"), file(key))
                    .hasMessage(file(key) + ": the private key is encrypted; a server needs it without a password");
        }
    }

    @Test
    void saysThatAKeyIsOfAnotherCertificate() {
        assertRefused(file("host.pem"), file("client-key.pem"))
                .hasMessage(file("client-key.pem") + ": the private key does not belong to the certificate in "
                        + file("host.pem"));
        assertRefused(file("domain.pem"), file("host-rsa-key.pem")).hasMessageContaining("does not belong");
        assertRefused(file("host.pem"), file("domain-key.pem"))
                .hasMessageContaining("not of the certificate's kind, EC");
    }

    @Test
    void saysWhichSuiteThereIsNot() {
        for (String suite :
                List.of("TLS_NONSENSE", "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_EMPTY_RENEGOTIATION_INFO_SCSV")) {
            CipherPolicy policy = CipherPolicy.of("TLS_AES_128_GCM_SHA256", suite);
            assertThatThrownBy(() -> TlsContext.load(settings("host").withCiphers(policy)))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("No such cipher suite")
                    .hasMessageContaining(suite);
        }
        CipherPolicy newest = CipherPolicy.of("TLS_AES_128_GCM_SHA256");
        assertThatThrownBy(() -> TlsContext.load(settings("host").withCiphers(newest)))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("No cipher suite for TLSv1.2");
        assertThatIllegalArgumentException().isThrownBy(CipherPolicy::of).withMessageContaining("No cipher suites");
    }

    @Test
    void settingsNeedAVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().withVersions())
                .withMessageContaining("No version");
        assertThat(TlsSettings.of(identity("host")).toString()).doesNotContain("BEGIN");
    }
}
