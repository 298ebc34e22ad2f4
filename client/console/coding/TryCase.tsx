export default function TryCase() {
  return null;
}
