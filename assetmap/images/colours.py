"""A picture's colours as every screen shows them: sRGB, and white where one could see through."""

from io import BytesIO

from PIL import Image, ImageCms

_PLAIN = ("RGB", "L", "CMYK")


def blendable(image: Image.Image) -> Image.Image:
    """The picture with pixels that can be blended, so that it can be made smaller smoothly."""
    if image.mode.startswith("I"):
        # Sixteen bits a pixel; Pillow would cut off whatever is brighter than 255.
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in _PLAIN else image.convert("RGB")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB on white, by its colour profile when that can be used."""
    if image.mode == "RGBA":
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image)
        image = white
    return _by_profile(image, profile) if profile else image.convert("RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image.convert("RGB")  # a profile that is damaged, or made for another kind of pixel
    return turned or image.convert("RGB")
