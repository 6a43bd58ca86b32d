package io.medicaledu.kernel.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.medicaledu.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request, to the address that was checked, to the host whose name it is, and no word more than needed. */
class OutboundHttpTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final List<String> seen = new CopyOnWriteArrayList<>();

    private static OutboundHttp client(TargetGuard.Resolver resolver, SSLSocketFactory certificates) {
        return new OutboundHttp(new TargetGuard(true, resolver), TIMEOUT, certificates);
    }

    private static OutboundHttp client() {
        return client(InetAddress::getAllByName, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private HttpServer answering(int status, HttpServer server) {
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("X-Test") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static HttpServer plain() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @Test
    void theRequestIsWhatWasAskedForAndNothingIsFollowed() throws IOException {
        HttpServer server = answering(302, plain());
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();

            assertThat(client().post(
                                    url + "/a%20b?c=d",
                                    Map.of("X-Test", "1"),
                                    "körper".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(302);
            assertThat(client().post(url, Map.of("X-Test", "2"), new byte[0])).isEqualTo(302);

            assertThat(seen)
                    .containsExactly(
                            "POST /a%20b?c=d " + url.substring("http://".length()) + " 1 körper",
                            "POST / " + url.substring("http://".length()) + " 2 ");
        } finally {
            server.stop(0);
        }
    }

    /** The name leads here when it is checked, and elsewhere when somebody asks again. */
    @Test
    void theHostIsLookedUpOnce() throws IOException {
        HttpServer server = answering(204, plain());
        AtomicInteger lookUps = new AtomicInteger();
        TargetGuard.Resolver rebinding = host -> {
            if (lookUps.getAndIncrement() > 0) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        try {
            OutboundHttp client = client(rebinding, (SSLSocketFactory) SSLSocketFactory.getDefault());
            int port = server.getAddress().getPort();

            assertThat(client.post("http://rebinding.example:" + port + "/", Map.of(), new byte[0]))
                    .isEqualTo(204);

            assertThat(lookUps).hasValue(1);
            assertThat(seen).singleElement().asString().contains("rebinding.example:" + port);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatBecameForbiddenIsNotCalled() throws IOException {
        HttpServer server = answering(204, plain());
        try {
            OutboundHttp strict = new OutboundHttp(
                    new TargetGuard(false, host -> new InetAddress[] {InetAddress.getLoopbackAddress()}),
                    TIMEOUT,
                    (SSLSocketFactory) SSLSocketFactory.getDefault());

            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> strict.post(
                            "https://hooks.example:" + server.getAddress().getPort() + "/", Map.of(), new byte[0]));

            assertThat(seen).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theCertificateMustBeTrustedAndTheHosts(@TempDir Path directory) throws Exception {
        SSLContext own = contextFor("hooks.example", directory);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(own));
        answering(200, server);
        TargetGuard.Resolver here = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        try {
            String port = ":" + server.getAddress().getPort() + "/";
            OutboundHttp trusting = client(here, own.getSocketFactory());

            assertThat(trusting.post("https://hooks.example" + port, Map.of("X-Test", "1"), new byte[0]))
                    .isEqualTo(200);
            assertThatExceptionOfType(IOException.class)
                    .as("another host's certificate")
                    .isThrownBy(() -> trusting.post("https://other.example" + port, Map.of(), new byte[0]));
            assertThatExceptionOfType(IOException.class)
                    .as("nobody vouches for it")
                    .isThrownBy(() -> client(here, (SSLSocketFactory) SSLSocketFactory.getDefault())
                            .post("https://hooks.example" + port, Map.of(), new byte[0]));
            assertThat(seen).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext contextFor(String host, Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        String password = "password";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=dns:" + host,
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", keys.getCertificate("test"));
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, password.toCharArray());
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    /** One that says nothing, one that says a little now and then, one that talks on and on, one that leaves. */
    @Test
    void nobodyIsListenedToForLong() throws Exception {
        assertGivesUp("");
        assertGivesUp("H");
        assertGivesUp("x".repeat(5_000));
        assertGivesUp("SSH-2.0-OpenSSH_9.9\r\n");
    }

    private static void assertGivesUp(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread receiver = Thread.ofPlatform().daemon().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client has had enough.
                }
            });
            long begun = System.nanoTime();

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() ->
                            client().post("http://127.0.0.1:" + server.getLocalPort() + "/", Map.of(), new byte[0]));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.plusSeconds(3));
            receiver.join(Duration.ofSeconds(5));
        }
    }
}
