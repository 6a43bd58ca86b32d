package io.medicaledu.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks for a stream, and reads it much later. */
final class SlowReader implements AutoCloseable {

    private static final int SMALL = 4_096;

    private final Socket socket = new Socket();

    SlowReader(String base, String stream, String token) throws IOException {
        URI uri = URI.create(stream);
        socket.setReceiveBufferSize(SMALL);
        socket.connect(new InetSocketAddress(URI.create(base).getHost(), uri.getPort()));
        String request = "GET " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** The ids of the next events. */
    List<String> readIds(int number) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        List<String> ids = new ArrayList<>();
        while (ids.size() < number) {
            String line = lines.readLine();
            if (line == null) {
                return ids;
            }
            if (line.startsWith("id:")) {
                ids.add(line.substring("id:".length()).strip());
            }
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
