"""Files on their way in: a folder as it lies on the disk, and a connection that breaks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from tests.e2e.visitor import Visitor
from tests.live import Live, live, until


@pytest.fixture(scope="module")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pictures that somebody works on."""
    return tmp_path_factory.mktemp("worked-on")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shared_data: Path, own_folder: Path) -> Iterator[Live]:
    """`inloop up`, which may show the photographs where they lie."""
    with pytest.MonkeyPatch.context() as patch, live(tmp_path_factory.mktemp("inloop")) as running:
        running.stop()
        patch.setenv("INLOOP_MEDIA_ROOTS", f"{shared_data / 'img_flowers'},{own_folder}")
        yield running.start()


@pytest.fixture
def flowers(shared_data: Path, tmp_path: Path) -> Path:
    """A folder of folders of photographs, one of them under a long name, and what systems leave lying about."""
    folder = tmp_path / "flowers"
    for kind in ("daisy", "tulip"):
        place = folder / kind / ("from-the-garden-behind-the-house-" * 3)
        place.mkdir(parents=True)
        for path in sorted((shared_data / "img_flowers" / kind).glob("*.jpg"))[:3]:
            shutil.copy(path, place / path.name)
    (folder / ".DS_Store").write_bytes(b"\0" * 10)
    return folder


def test_a_folder_of_pictures_is_brought_as_it_lies(owner: Visitor, flowers: Path) -> None:
    owner.open("/new")
    owner.page.get_by_role("radio", name="Empty").check()
    owner.page.get_by_label("Choose a folder").set_input_files(flowers)
    expect(owner.page.get_by_role("heading", name="flowers")).to_be_visible()
    expect(owner.page.get_by_text("6 rows")).to_be_visible()
    assert brought(owner) == {"imported": 6, "broken": 0}


def brought(owner: Visitor) -> dict[str, int]:
    """Go through the steps that follow the data; give what came of the import."""
    owner.button("Next: questions").click()
    owner.button("Next: people and aim").click()
    owner.button("Create the project").click()
    owner.page.wait_for_url("**/p/*")
    project = int(owner.page.url.split("/p/")[1].split("/")[0])
    done = lambda: owner.call(f"/projects/{project}/imports")[0]["state"] == "done"  # noqa: E731
    until(done, what="The import does not end.")
    counts = owner.call(f"/projects/{project}/imports")[0]["counts"]
    return {name: counts[name] for name in ("imported", "broken")}


def test_a_folder_of_the_server_is_shown_where_it_lies(owner: Visitor, shared_data: Path) -> None:
    owner.open("/new")
    owner.page.get_by_role("radio", name="Empty").check()
    place = owner.page.get_by_label("On the server")
    place.fill("/etc")
    with owner.tolerating():
        owner.button("Look there").click()
        expect(owner.page.get_by_text("is not under a root")).to_be_visible()
    place.fill(str(shared_data / "img_flowers" / "daisy"))
    assert Axe().run(owner.page).response["violations"] == []
    place.press("Enter")
    count = len(list((shared_data / "img_flowers" / "daisy").glob("*.jpg")))
    expect(owner.page.get_by_text(f"{count} rows")).to_be_visible()
    assert brought(owner) == {"imported": count, "broken": 0}
    owner.page.goto(owner.page.url.partition("?")[0] + "/label")
    picture = owner.page.get_by_role("region", name="Item").get_by_role("img")
    until(lambda: picture.evaluate("element => element.naturalWidth") > 0, what="The picture does not come.")


def test_pictures_that_were_put_right_are_looked_at_again(owner: Visitor, own_folder: Path, shared_data: Path) -> None:
    whole = next((shared_data / "img_flowers" / "daisy").glob("*.jpg")).read_bytes()
    for name in ("one.jpg", "two.jpg"):
        (own_folder / name).write_bytes(whole[: len(whole) // 2])
    question = {"id": "open", "kind": "choice", "name": "Open?", "labels": [{"name": "yes"}, {"name": "no"}]}
    schema = {"fields": [{"id": "photo", "kind": "image"}], "questions": [question]}
    project = owner.call("/projects", {"name": "Put right", "schema": schema})["id"]
    rows = [{"key": name, "fields": {"photo": str(own_folder / name)}} for name in ("one.jpg", "two.jpg", "gone.jpg")]
    owner.call(f"/projects/{project}/items", {"items": rows})
    owner.open(f"/p/{project}/data?status=unreadable")
    main = owner.page.get_by_role("main")
    expect(main).to_contain_text("3 items")
    for name in ("one.jpg", "two.jpg"):
        (own_folder / name).write_bytes(whole)
    owner.button("Look again at 3 items").click()
    expect(owner.page.get_by_text("2 files can be shown now. 1 still cannot")).to_be_visible()
    expect(main).to_contain_text("1 item")
    owner.page.get_by_role("row").nth(1).get_by_role("link").click()
    (own_folder / "gone.jpg").write_bytes(whole)
    owner.page.get_by_role("complementary", name="Item").get_by_role("button", name="Look again").click()
    expect(owner.page.get_by_text("1 file can be shown now.")).to_be_visible()
    expect(owner.page.get_by_role("complementary", name="Item").get_by_role("img").first).to_be_visible()
    owner.open(f"/p/{project}/label")
    picture = owner.page.get_by_role("region", name="Item").get_by_role("img")
    until(lambda: picture.evaluate("element => element.naturalWidth") > 0, what="The picture does not come.")


def test_a_large_file_goes_on_where_the_connection_broke(owner: Visitor, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("key,text\n" + "".join(f"k{n},{'a few words about nothing ' * 4}\n" for n in range(200_000)))
    assert path.stat().st_size > 2 * (8 << 20)
    offsets: list[str] = []

    def broken_once(route: Route) -> None:
        offsets.append(route.request.url.partition("offset=")[2])
        if len(offsets) == 2:
            route.abort()
        else:
            route.continue_()

    owner.open("/new")
    owner.page.get_by_role("radio", name="Empty").check()
    owner.page.route("**/api/uploads/*?offset=*", broken_once)
    with owner.tolerating():
        owner.page.get_by_label("Choose a file, or several").set_input_files(path)
        expect(owner.page.get_by_text("about 20")).to_be_visible()
    part = 8 << 20
    assert offsets == ["0", str(part), str(part), str(2 * part)]
