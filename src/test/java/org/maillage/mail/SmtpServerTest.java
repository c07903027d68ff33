package org.maillage.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** Lines over TLS, from the first byte or from STARTTLS on, to a real server with a certificate of the test's own. */
class SmtpServerTest {
    private static final char[] PASSWORD = "certificate".toCharArray();

    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private SSLContext before;
    private SSLContext own;
    private @Nullable SMTPServer server;
    private int port;

    @BeforeEach
    void makeCertificate() throws Exception {
        before = SSLContext.getDefault();
        Path keys = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "smtp",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        var key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        key.init(store, PASSWORD);
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("smtp", store.getCertificate("smtp"));
        var trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusting.init(trust);
        own = SSLContext.getInstance("TLS");
        own.init(key.getKeyManagers(), trusting.getTrustManagers(), null);
    }

    @AfterEach
    void close() {
        SSLContext.setDefault(before);
        if (server != null) server.stop();
    }

    @Test
    void a_message_leaves_over_starttls_and_with_a_password() throws Exception {
        SSLContext.setDefault(own);
        start(builder().enableTLS().requireTLS().startTlsSocketFactory(own));

        send(SmtpUrl.Tls.REQUIRED);

        assertThat(received).singleElement().asString().contains("over TLS");
    }

    @Test
    void a_message_leaves_over_tls_from_the_first_byte() throws Exception {
        SSLContext.setDefault(own);
        start(builder().serverSocketFactory(own));

        send(SmtpUrl.Tls.IMPLICIT);

        assertThat(received).singleElement().asString().contains("over TLS");
    }

    @Test
    void nothing_leaves_to_a_server_whose_certificate_nobody_vouches_for() {
        start(builder().enableTLS().startTlsSocketFactory(own));

        assertThatThrownBy(() -> send(SmtpUrl.Tls.REQUIRED)).isInstanceOf(MessagingException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void nothing_leaves_in_the_clear_when_tls_is_required_and_not_offered() {
        start(builder());

        assertThatThrownBy(() -> send(SmtpUrl.Tls.REQUIRED)).isInstanceOf(MessagingException.class);
        assertThat(received).isEmpty();
    }

    private SMTPServer.Builder builder() {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!user.equals("maillage") || !password.equals("secret"))
                        throw new org.subethamail.smtp.auth.LoginFailedException();
                }))
                .simpleMessageListener(new SimpleMessageListener() {
                    @Override
                    public boolean accept(String from, String to) {
                        return true;
                    }

                    @Override
                    public void deliver(String from, String to, InputStream data) throws java.io.IOException {
                        received.add(new String(data.readAllBytes(), US_ASCII));
                    }
                });
    }

    private void start(SMTPServer.Builder builder) {
        var started = builder.build();
        started.start();
        server = started;
        port = started.getPortAllocated();
    }

    private void send(SmtpUrl.Tls tls) throws Exception {
        var url = new SmtpUrl("localhost", port, tls, "maillage", "secret");
        var connection = new SmtpServer(url, "test").connect();
        try {
            connection.announce(new SmtpConnection.Envelope("from@example.org", "to@example.org"));
            var message = new ByteArrayOutputStream();
            message.writeBytes("Subject: test\r\n\r\nover TLS\r\n".getBytes(US_ASCII));
            connection.end(message, null);
            connection.ended();
        } finally {
            connection.close();
        }
    }
}
