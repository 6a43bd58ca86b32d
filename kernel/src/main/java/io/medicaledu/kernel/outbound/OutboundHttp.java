package io.medicaledu.kernel.outbound;

import io.medicaledu.kernel.outbound.TargetGuard.Target;
import io.medicaledu.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Posts to addresses that clients give. The JDK's client looks up the host by itself, so that another address could be
 * called than the one that was checked; this one connects to the very address, says the name in the certificate's check and
 * in {@code Host}, follows nothing, and reads no more than the status.
 */
@Component
public class OutboundHttp implements DisposableBean {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    /** A status line is not longer, and nothing after it is read. */
    private static final int MOST_BYTES = 1_024;

    private final TargetGuard guard;
    private final int timeoutMillis;
    private final SSLSocketFactory certificates;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbound-watch").daemon().factory());

    @Autowired
    OutboundHttp(TargetGuard guard, OutboundProperties properties) {
        this(guard, properties.timeout(), (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param certificates knows whom to trust */
    public OutboundHttp(TargetGuard guard, Duration timeout, SSLSocketFactory certificates) {
        this.guard = guard;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
        this.certificates = certificates;
    }

    /**
     * One request on a connection of its own.
     *
     * @param headers without line breaks
     * @return the status of the answer
     * @throws IOException if there is no answer in time
     * @throws Problem {@code target-not-allowed}
     */
    public int post(String url, Map<String, String> headers, byte[] body) throws IOException {
        Target target = guard.resolve(url);
        try (Socket socket = new Socket()) {
            Future<?> deadline = watch.schedule(() -> closeQuietly(socket), timeoutMillis, TimeUnit.MILLISECONDS);
            try {
                socket.connect(new InetSocketAddress(target.address(), target.port()), timeoutMillis);
                socket.setSoTimeout(timeoutMillis);
                return exchange(target.isTls() ? tls(socket, target) : socket, target, headers, body);
            } finally {
                deadline.cancel(false);
            }
        }
    }

    /** The certificate must be the host's, whatever address it was found at. */
    private Socket tls(Socket socket, Target target) throws IOException {
        String host = TargetGuard.host(target.uri());
        SSLSocket tls = (SSLSocket) certificates.createSocket(socket, host, target.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private static int exchange(Socket socket, Target target, Map<String, String> headers, byte[] body)
            throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] head = head(target.uri(), headers, body.length).getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        out.write(request);
        out.flush();
        return status(socket.getInputStream());
    }

    private static String head(URI given, Map<String, String> headers, int length) {
        URI uri = URI.create(given.toASCIIString());
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String authority = uri.getHost() + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n")
                .append("Host: " + authority + "\r\n")
                .append("Content-Length: " + length + "\r\n")
                .append("Connection: close\r\n");
        headers.forEach((name, value) -> {
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("A header has no line breaks");
            }
            head.append(name + ": " + value + "\r\n");
        });
        return head.append("\r\n").toString();
    }

    /** What is said before the final answer (100 to 199) counts as one that cannot be understood. */
    private static int status(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next == -1 || line.length() == MOST_BYTES) {
                throw new IOException("The answer is no HTTP");
            }
            line.append((char) next);
        }
        Matcher status = STATUS.matcher(line.toString().stripTrailing());
        if (!status.matches()) {
            throw new IOException("The answer is no HTTP");
        }
        return Integer.parseInt(status.group(1));
    }

    /** Whoever works on it gets an exception. */
    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    @Override
    public void destroy() {
        watch.shutdownNow();
    }
}
